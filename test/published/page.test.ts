import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { plotDocument } from "../../src/node/plot-document.js";
import { mirror, realData } from "../support/real-data.js";
import { pageFacts } from "./page/facts.js";
import { pageText } from "./page/page-text.js";
import { pagePictures } from "./page/pictures.js";
import { pageSources } from "./page/sources.js";

/** Compares a text with a file of the documentation; `NEUROLOOM_UPDATE=1` takes it over. */
function expectDocument(path: string, text: string): void {
  const file = join(packageRoot(), "docs", path);
  if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, text);
  const found = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
  expect(found === text, `docs/${path} differs; NEUROLOOM_UPDATE=1 writes it anew`).to.equal(true);
}

describe("the page on the published mode", () => {
  let sources: Awaited<ReturnType<typeof pageSources>>;
  before(async function () {
    realData(this, "celegans/dag2023/NeuroPAL_labels_dict.jld2");
    realData(this, "celegans/kato2015/raw_full_data_worm_1.npz");
    realData(this, "celegans/flavell2023_export/2022-08-02-01_time_trace.json");
    sources = await pageSources(mirror!);
  });

  it("states the numbers that come out", () => {
    expectDocument("published-mode.md", pageText(pageFacts(sources)));
  });

  it("shows the pictures that come out, and all of them", async () => {
    const page = readFileSync(join(packageRoot(), "docs", "published-mode.md"), "utf8");
    const shown = [...page.matchAll(/\(images\/([\w-]+)\.svg\)/g)].map(([, name]) => name);
    const pictures = pagePictures(sources, await plotDocument());
    expect(shown).to.have.members([...pictures.keys()]);
    for (const [name, svg] of pictures) expectDocument(`images/${name}.svg`, svg);
  });
});
