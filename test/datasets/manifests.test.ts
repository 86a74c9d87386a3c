import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { manifestProblems } from "../../src/manifest/manifest-problems.js";
import { listDatasets, loadDataset } from "../../src/node/datasets.js";
import { loadManifest } from "../../src/node/manifests.js";
import { evaluateCheck } from "../../src/tables/evaluate-check.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "../support/caught.js";
import { collectTables } from "../support/collect-tables.js";
import { realData } from "../support/real-data.js";

const ids = [
  ...["celegans-neurons", "dag2023", "flavell2023", "kato2015", "see-elegans2024", "sengupta-ash-glycerol"],
  ...["bentley2016", "randi2023", "ripollsanchez2023", "white1986", "witvliet2020"],
  ...["event-related-fmri", "haxby-25mm", "haxby-slice"],
];

describe("manifests of datasets whose files are known", () => {
  for (const id of ids) {
    it(`${id} contradicts itself nowhere`, async () => {
      expect(manifestProblems(await loadManifest(id))).to.deep.equal([]);
    });

    it(`${id} names files as they are`, async function () {
      for (const { path, bytes, sha256, urls } of (await loadManifest(id)).files) {
        const content = readFileSync(realData(this, path));
        expect(content.length, path).to.equal(bytes);
        expect(sha256, path).to.deep.equal([createHash("sha256").update(content).digest("hex")]);
        expect(urls[0], path).to.match(/^https:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/[0-9a-f]{40}\//);
      }
    });
  }

  it("take a sample of two recordings with labels, and of one worm with its states", async () => {
    const sampleOf = async (id: string) =>
      (await loadManifest(id)).files
        .filter(({ subset }) => subset === "sample")
        .map(({ path }) => path.split("/").at(-1));
    expect(await sampleOf("dag2023")).to.deep.equal([
      ...["NeuroPAL_labels_dict.jld2", "2022-07-26-31-data.h5", "2022-08-02-31-data.h5"],
    ]);
    expect(await sampleOf("kato2015")).to.deep.equal(["raw_full_data_worm_1.npz", "bundlenet_worm_0.npz"]);
  });
});

describe("datasets by name", () => {
  it("lists those that have a manifest and a reader", async () => {
    expect(await listDatasets()).to.include.members(ids);
  });

  it("finds one by alias and names the nearest for a slip", async () => {
    expect((await loadDataset("Kato")).manifest.id).to.equal("kato2015");
    expect((await caught(loadDataset("dag2032"))).message).to.match(/nearest: dag2023/);
  });
});

describe("the neurons dataset", () => {
  it("needs no file and meets every expected fact", async () => {
    const dataset = await loadDataset("celegans-neurons");
    const { batches } = await collectTables(dataset.read(memoryFiles({})));
    const reader = memoryTables(batches);
    for (const check of dataset.manifest.expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(dataset.manifest.expected.length).to.be.greaterThan(10);
  });
});
