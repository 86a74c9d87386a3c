import { expect } from "chai";
import { aggregateScoresOperation } from "../../../src/operations/volumes/aggregate-scores.js";
import { scoreInstancesOperation } from "../../../src/operations/volumes/score-instances.js";
import { scoreStabilityOperation } from "../../../src/operations/volumes/score-stability.js";
import type { ProgressEvent } from "../../../src/progress.js";
import type { TableBatch } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { bars, boxVolume, type ScoredVolume, scoredVolumes } from "../../support/scored-volumes.js";
import { ofPartition } from "../../support/volume-tables.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const { first, second, third } = bars;
const two = boxVolume([[first], [second]]);
const three = boxVolume([[first], [second], [third]]);
/** Case 2.1 of the reference's tests. */
const merged = boxVolume([
  [
    first,
    [
      [14, 17],
      [5, 20],
      [14, 17],
    ],
  ],
  [
    [
      [25, 30],
      [25, 30],
      [25, 30],
    ],
  ],
  [
    [
      [5, 8],
      [5, 11],
      [20, 23],
    ],
  ],
  [
    [
      [5, 8],
      [19, 22],
      [20, 23],
    ],
  ],
  [
    [
      [1, 5],
      [1, 5],
      [1, 5],
    ],
  ],
]);
const none = boxVolume([]);

const gt = (sample: string, more: Partial<ScoredVolume> = {}): ScoredVolume => {
  return { sample, role: "ground truth", labelling: "completely", volume: three, ...more };
};
const pred = (sample: string, more: Partial<ScoredVolume> = {}): ScoredVolume => {
  return { sample, role: "prediction", volume: merged, ...more };
};

async function scored(volumes: readonly ScoredVolume[], params: object = { filter: 0 }, notes: ProgressEvent[] = []) {
  const batches = await batchesFrom(scoreInstancesOperation, scoredVolumes(volumes), params, "0", notes);
  const rows = rowsFrom(batches, "scores");
  const value = (unit: string, metric: string, element = 0) =>
    rows.find((row) => row.unit_id === unit && row.metric === metric && row.element === element)?.value;
  return { rows, value, matches: rowsFrom(batches, "matches"), batches };
}

describe("operations: score-instances", () => {
  it("gives the numbers of the reference's own tests", async () => {
    const { value, matches } = await scored([gt("a", { dim: [2, 3] }), pred("a")]);
    expect(value("a", "general.avg_f1_cov_score")).closeTo(0.393519, 1e-6);
    expect(value("a", "confusion_matrix.avFscore")).closeTo(0.305556, 1e-6);
    expect([value("a", "general.FM"), value("a", "general.FS")]).deep.equal([1, 1]);
    expect(value("a", "confusion_matrix.th_0_5.AP_FP")).equal(4);
    // is_dim of the table instances
    expect([value("a", "general.GT_dim"), value("a", "general.TP_05_dim")]).deep.equal([2, 1]);
    expect(value("a", "general.gt_covs_dim", 1)).closeTo(0.4444, 1e-4);
    expect(matches.filter(({ kind }) => kind === "missed").map(({ gt_label }) => gt_label)).deep.equal([2, 3]);
  });

  it("takes the labelling from the table, and another one where it is asked for, with a remark", async () => {
    const partly = await scored([gt("a", { labelling: "partly" }), pred("a")]);
    expect(partly.value("a", "confusion_matrix.th_0_5.AP_FP")).equal(2);
    expect(partly.rows[0]!.protocol).contain("partly labelled");
    const notes: ProgressEvent[] = [];
    const asked = await scored([gt("a"), pred("a")], { filter: 0, partly: true }, notes);
    expect(asked.value("a", "confusion_matrix.avFscore")).closeTo(0.407407, 1e-6);
    expect(notes.map(({ message }) => message).join()).contain("it is known to be labelled completely");
  });

  it("says that the labelling must be given where nobody states it", async () => {
    const volumes = [gt("a", { labelling: null }), pred("a")];
    const error = await caught(scored(volumes));
    expect([error.tag, error.message]).deep.equal([
      "argument",
      "partly: expected true or false, since nobody says whether all neurons of the sample are labelled, found nothing for a",
    ]);
    expect((await scored(volumes, { filter: 0, partly: false })).value("a", "confusion_matrix.th_0_5.AP_FP")).equal(4);
  });

  it("names the protocol by all that differs from the benchmark", async () => {
    const protocol = async (params: object) => (await scored([gt("a"), pred("a")], params)).rows[0]!.protocol;
    expect(await protocol({})).match(/^flylight: .*filter 800.*completely labelled, thinning lee94,/);
    expect(await protocol({ filter: 500 })).match(/^own: .*filter 500/);
    expect(await protocol({ thinning: "lee94-keep-even" })).match(/^own: .*thinning lee94-keep-even/);
    expect(await protocol({ labelled_by: "list.txt" })).contain("completely labelled by list.txt");
    const own = await protocol({ localisation: "iou", assignment: "hungarian", foreground_only: true });
    expect(own).match(/^own: localisation iou, assignment hungarian.*foreground only/);
  });

  it("adds sets and the combined row over several samples, unless it shall not", async () => {
    const volumes = [gt("a"), pred("a"), gt("b", { labelling: "partly", volume: two }), pred("b", { volume: two })];
    const { value, rows } = await scored(volumes);
    const [completely, partly] = [value("completely", "general.avg_f1_cov_score"), 1];
    expect(completely).closeTo(0.393519, 1e-6);
    expect(value("partly", "general.avg_f1_cov_score")).equal(partly);
    expect(value("combined", "general.avg_f1_cov_score")).closeTo((0.393519 + 1) / 2, 1e-6);
    expect(value("combined", "general.Num GT")).equal(5);
    expect(rows.at(-1)!.protocol).contain("completely and partly labelled");
    const alone = await scored(volumes, { filter: 0, aggregate: false });
    expect([...new Set(alone.rows.map(({ unit_id }) => unit_id))]).deep.equal(["a", "b"]);
  });

  it("remarks on samples without a partner, and needs one with", async () => {
    const notes: ProgressEvent[] = [];
    const { rows } = await scored([gt("a"), pred("a"), gt("b"), pred("c")], { filter: 0 }, notes);
    expect(new Set(rows.map(({ unit_id }) => unit_id))).deep.equal(new Set(["a"]));
    const alone = notes.filter(({ item }) => item !== "a");
    expect(alone.map(({ item, message }) => [item, message])).deep.equal([
      ["b", "not scored: b:ground truth has no prediction"],
      ["c", "not scored: c:prediction has no ground truth"],
    ]);
    const error = await caught(scored([gt("b"), pred("c")]));
    expect([error.tag, error.message.includes("no sample has both; there are b, c")]).deep.equal([
      "empty-result",
      true,
    ]);
  });

  it("asks which of two predictions of a sample is meant, and takes the one that is named", async () => {
    const volumes = [gt("a"), pred("a", { id: " 1" }), pred("a", { id: " 2", volume: three })];
    const error = await caught(scored(volumes));
    expect([error.tag, error.message]).deep.equal([
      "argument",
      "pred: expected columns of volumes that one volume of each sample has, found made/a:prediction 1 and made/a:prediction 2 of a; narrow it by dataset_id or volume_id: pred: { volume_id: a:prediction 2 }",
    ]);
    const params = { filter: 0, pred: { volume_id: "a:prediction 2" } };
    expect((await scored(volumes, params)).value("a", "general.avg_f1_cov_score")).equal(1);
  });

  it("defines scores of nothing", async () => {
    const notes: ProgressEvent[] = [];
    const nothing = await scored([gt("a"), pred("a", { volume: none })], { filter: 0 }, notes);
    expect(nothing.value("a", "general.avg_f1_cov_score")).equal(0);
    expect(nothing.value("a", "confusion_matrix.th_0_5.AP_FN")).equal(3);
    expect(notes.map(({ message }) => message)).contain("the prediction has no instance");
    const empty = await scored([gt("a", { volume: none }), pred("a")]);
    expect(empty.value("a", "general.avg_f1_cov_score")).equal(null);
    expect(empty.rows[0]!.reason).equal("the ground truth has no instance");
  });
});

/** The batches of a result as an analysis that was written. */
const written = (batches: readonly TableBatch[], analysis: string) =>
  batches.map((batch) => ofPartition(batch, "analysis_id", analysis));

describe("operations: aggregate-scores and score-stability", () => {
  const params = { filter: 0, aggregate: false };
  const numberOf = (rows: readonly Row<"scores">[], unit: string, metric: string) =>
    rows.find((row) => row.unit_id === unit && row.metric === metric)?.value;

  it("gives over samples of several results what one result over all gives", async () => {
    const [a, b] = [
      [gt("a"), pred("a")],
      [gt("b", { labelling: "partly", volume: two }), pred("b", { volume: two })],
    ];
    const apart = [
      ...written((await scored(a!, params)).batches, "one"),
      ...written((await scored(b!, params)).batches, "two"),
    ];
    const found = rowsFrom(await batchesFrom(aggregateScoresOperation, apart), "scores");
    const together = (await scored([...a!, ...b!])).rows.filter(({ unit_id }) => !["a", "b"].includes(unit_id));
    expect(found).deep.equal(together);
    const some = rowsFrom(await batchesFrom(aggregateScoresOperation, apart, { analyses: ["two"] }), "scores");
    expect(numberOf(some, "combined", "general.Num GT")).equal(2);
    const error = await caught(batchesFrom(aggregateScoresOperation, apart, { analyses: ["two", "three"] }));
    expect([error.tag, error.message.includes("scores of three")]).deep.equal(["empty-result", true]);
  });

  it("refuses to put scores of different protocols together", async () => {
    const other = { ...params, filter: 500 };
    const apart = [
      ...written((await scored([gt("a"), pred("a")], params)).batches, "one"),
      ...written((await scored([gt("b"), pred("b")], other)).batches, "two"),
    ];
    const error = await caught(batchesFrom(aggregateScoresOperation, apart));
    expect([error.tag, error.message.includes("scores of one protocol")]).deep.equal(["argument", true]);
  });

  it("gives mean and population standard deviation over runs, and remarks on samples that one of them lacks", async () => {
    const runs = [merged, three, none].map((volume) => [gt("a"), pred("a", { volume })]);
    const results = await Promise.all(runs.map((run) => scored(run, params)));
    const extra = await scored([gt("b"), pred("b")], params);
    const names = ["r1", "r2", "r3"];
    const input = [
      ...results.flatMap(({ batches }, run) => written(batches, names[run]!)),
      ...written(extra.batches, "r1"),
    ];
    const notes: ProgressEvent[] = [];
    const batches = await batchesFrom(scoreStabilityOperation, input, { analyses: names }, "0", notes);
    const rows = rowsFrom(batches, "scores");
    const values = results.map(({ value }) => value("a", "general.avg_f1_cov_score")!);
    const mean = values.reduce((sum, value) => sum + value, 0) / 3;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    expect(numberOf(rows, "a", "general.avg_f1_cov_score.mean")).closeTo(mean, 1e-12);
    expect(numberOf(rows, "a", "general.avg_f1_cov_score.standard_deviation")).closeTo(deviation, 1e-12);
    expect(rows[0]!.protocol).contain("over 3 runs (reference rule)");
    // lists over instances are not scores of a sample
    expect(rows.filter(({ metric }) => metric.startsWith("general.gt_skel_coverage")).length).equal(0);
    expect(new Set(rows.map(({ unit_id }) => unit_id))).deep.equal(new Set(["a"]));
    expect(notes.map(({ item, message }) => [item, message])).deep.equal([["b", "left out, it is in 1 of 3 runs"]]);
  });
});
