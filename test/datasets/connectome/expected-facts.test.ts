import { expect } from "chai";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

/** Datasets, and the least number of facts that their manifests state. */
const datasets = {
  bentley2016: 30,
  cook2019: 150,
  openworm2018: 25,
  varshney2011: 44,
  randi2023: 25,
  ripollsanchez2023: 25,
  white1986: 90,
  witvliet2020: 200,
} as const;

describe("wiring diagrams, the real files", () => {
  for (const [id, facts] of Object.entries(datasets)) {
    it(`of ${id} meet every expected fact, and the tables hold together`, async function () {
      const { manifest, read } = await loadDataset(id);
      for (const { path } of manifest.files) realData(this, path);
      const tables = await collectTables(read(folderFiles(mirror!)));
      const reader = memoryTables(tables.batches);
      for (const check of manifest.expected) {
        const { found, pass } = await evaluateCheck(reader, check);
        expect(pass, `${check.title}: found ${found}`).to.equal(true);
      }
      expect(manifest.expected.length).to.be.at.least(facts);
      expect(await problemsOf(tables)).to.deep.equal([]);
    });
  }
});
