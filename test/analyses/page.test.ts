import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { plotDocument } from "../../src/node/plot-document.js";
import { expectDocument } from "../support/expect-document.js";
import { mirror, realData } from "../support/real-data.js";
import { pageText } from "./page/page-text.js";
import { pagePictures } from "./page/pictures.js";
import { type PageResults, pageResults } from "./page/results.js";

describe("the page on the three analyses", () => {
  let folder: string | undefined;
  let results: PageResults;
  before(async function () {
    this.timeout(180_000);
    for (const file of [
      "dag2023/NeuroPAL_labels_dict.jld2",
      "kato2015/raw_full_data_worm_1.npz",
      "flavell2023_export/2022-08-02-01_time_trace.json",
      "see_elegans2024/Dataset2.mat",
    ]) {
      realData(this, `celegans/${file}`);
    }
    folder = await mkdtemp(join(tmpdir(), "neuroloom-test-"));
    results = await pageResults(mirror!, folder);
  });
  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("shows recipes that come out", () => {
    for (const [name, { run }] of results) {
      expect(
        run.checks.filter(({ pass }) => !pass),
        name,
      ).deep.equal([]);
      expect(run.failed, name).deep.equal([]);
    }
  });

  it("states the numbers that come out", async () => {
    expectDocument("analyses.md", await pageText(results));
  });

  it("shows the pictures that come out, and all of them", async () => {
    const page = readFileSync(join(packageRoot(), "docs", "analyses.md"), "utf8");
    const shown = [...page.matchAll(/\(images\/([\w-]+)\.svg\)/g)].map(([, name]) => name);
    const pictures = await pagePictures(results, await plotDocument());
    expect(shown).have.members([...pictures.keys()]);
    for (const [name, svg] of pictures) expectDocument(`images/${name}.svg`, svg);
  });
});
