import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/simulated-connectome/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { rowsOf, type TableBatch } from "../../../src/tables/batch.js";
import { checkBatch } from "../../../src/tables/check-batch.js";
import { evaluateChecks } from "../../../src/tables/evaluate-checks.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";

async function simulated(manifest: Manifest): Promise<TableBatch[]> {
  const batches: TableBatch[] = [];
  for await (const batch of read(manifest, memoryFiles({}), {})) {
    checkBatch(batch);
    batches.push(batch);
  }
  return batches;
}

describe("datasets: simulated-connectome", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = await loadManifest("simulated-connectome");
  });

  it("draws the same edges each time, as many as the manifest says", async () => {
    const batches = await simulated(manifest);
    expect(await simulated(manifest)).deep.equal(batches);
    const reader = memoryTables(batches, { partition: manifest.id });
    for (const { check, found, pass } of await evaluateChecks(reader, manifest.expected)) {
      expect(pass, `${check.title}: ${found}`).equal(true);
    }
  });

  it("says everywhere that it is simulated", async () => {
    const [connectomes, edges, findings] = await simulated(manifest);
    const [row] = rowsOf({ ...connectomes!, table: "connectomes" });
    for (const text of [row!.title, row!.edition, row!.method, row!.family, row!.source_file, row!.weight_unit]) {
      expect(text).match(/simulat/i);
    }
    expect(new Set(Array.from(edges!.columns.weight_unit!))).deep.equal(new Set(["simulated synapses"]));
    expect(findings!.columns.rule![0]).equal("simulated-data");
  });

  it("has pairs once, gaps in the order of code points, no self loop, and near neurons more often", async () => {
    const edges = [...rowsOf({ ...(await simulated(manifest))[1]!, table: "edges" })];
    const keys = edges.map(({ pre, post, kind }) => `${pre} ${post} ${kind}`);
    expect(new Set(keys).size).equal(keys.length);
    for (const { pre, post, kind, weight, symmetric } of edges) {
      expect(pre).not.equal(post);
      expect(symmetric).equal(kind === "gap");
      if (symmetric) expect(pre! < post!).equal(true);
      expect(Number.isInteger(weight) && weight! >= 1).equal(true);
    }
    const mean = edges.reduce((sum, { weight }) => sum + weight!, 0) / edges.length;
    expect(mean).closeTo(3, 0.2);
  });

  it("refuses a model that is not sound", async () => {
    const value = { ...(manifest.facts.model!.value as object), mean_synapses: 1, reach_um: -1 };
    const broken = { ...manifest, facts: { model: { ...manifest.facts.model!, value } } };
    expect((await caught(simulated(broken))).message).match(/reach_um: expected a number above 0.*mean_synapses/);
  });
});
