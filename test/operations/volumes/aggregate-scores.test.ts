import { expect } from "chai";
import { aggregateScoresOperation } from "../../../src/operations/volumes/aggregate-scores.js";
import { scoreStabilityOperation } from "../../../src/operations/volumes/score-stability.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { type ScoreRow, scoreRows } from "../../../src/volumes/metrics/score-rows.js";
import { caught } from "../../support/caught.js";
import { ofPartition } from "../../support/volume-tables.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const bar = { starts: Float64Array.of(0), lengths: Int32Array.of(9) };
const volume = { shape: [1, 1, 9], channels: 1, instances: [{ channel: 0, label: 1, runs: bar }] } as const;

function scored(analysis: string, samples: Readonly<Record<string, boolean>>): TableBatch {
  const rows = Object.entries(samples).flatMap(([sample, partly]) =>
    scoreRows(sample, scoreInstances(volume, volume, { filter: 0, partly })),
  );
  return scoresOf(analysis, rows);
}

function scoresOf(analysis: string, rows: readonly ScoreRow[]): TableBatch {
  const copies = rows.map((row) => ({ ...row }));
  return ofPartition(batchOf("scores", copies), "analysis_id", analysis);
}

const aggregated = async (tables: readonly TableBatch[], params: object = {}) =>
  (await batchesFrom(aggregateScoresOperation, tables, params)).map((batch) =>
    ofPartition(batch, "analysis_id", "aggregated"),
  );

describe("operations: aggregate-scores", () => {
  it("leaves scores over samples out, also those that an earlier run wrote", async () => {
    const samples = scored("first", { a: false, b: true });
    const once = await aggregated([samples]);
    const protocol = rowsFrom(once, "scores").at(-1)!.protocol;
    expect(protocol).contain(", completely and partly labelled,");
    const twice = await aggregated([samples, ...once]);
    expect(rowsFrom(twice, "scores")).deep.equal(rowsFrom(once, "scores"));
  });

  it("says that an analysis has scores over samples only", async () => {
    const once = await aggregated([scored("first", { a: false })]);
    const error = await caught(batchesFrom(aggregateScoresOperation, once, { analyses: ["aggregated"] }));
    expect(error).include({ tag: "empty-result" });
    expect(error.message).contain("score-instances");
  });

  it("takes no sample twice, and no two protocols", async () => {
    const twice = [scored("first", { a: false }), scored("second", { a: false })];
    expect((await caught(aggregated(twice))).message).contain("a scored twice");
    expect(await aggregated(twice, { analyses: ["second"] })).length.above(0);
    const others = scoreRows("b", scoreInstances(volume, volume, { filter: 5 }));
    const other = scoresOf("other", others);
    expect((await caught(aggregated([twice[0]!, other]))).message).contain("one protocol");
  });

  it("stability goes over samples and over sets of both kinds", async () => {
    const runs: TableBatch[] = [];
    for (const name of ["one", "two"]) {
      const samples = scored(name, { a: false, b: true });
      const sets = await batchesFrom(aggregateScoresOperation, [samples], {});
      runs.push(samples, ...sets.map((batch) => ofPartition(batch, "analysis_id", name)));
    }
    const rows = rowsFrom(await batchesFrom(scoreStabilityOperation, runs, { analyses: ["one", "two"] }), "scores");
    const units = [...new Set(rows.map(({ unit_id }) => unit_id))];
    expect(units).members(["a", "b", "completely", "partly", "combined"]);
  });
});
