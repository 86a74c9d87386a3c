import { expect } from "chai";
import { poissonGlm } from "../../../src/encoders/models/poisson-glm.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { decode } from "../../../src/operations/decode.js";
import { encode } from "../../../src/operations/encode.js";
import { partitionSpaces } from "../../../src/operations/partition-spaces.js";
import { createRandom } from "../../../src/random/create-random.js";
import { variance } from "../../../src/stats/variance.js";
import type { Row } from "../../../src/tables/tables.js";
import { smallTables } from "../../support/small-tables.js";
import { runOn } from "../run-on.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const n = 300;
const random = createRandom("models");
const noise = (size: number) => Array.from({ length: size }, () => random.normal());
const drive = noise(n);
const others = Array.from({ length: 30 }, () => noise(n));
const rates = drive.map((value) => Math.exp(0.3 + 0.8 * value));

/** The number of events of a rate, by adding up waiting times. */
function poissonDraw(rate: number): number {
  let [count, time] = [-1, 0];
  while (time < rate) {
    time -= Math.log(1 - random.uniform());
    count++;
  }
  return count;
}

const counts = rates.map(poissonDraw);
const channels = [
  { name: "u1", kind: "unit", quantity: "spike_count", values: counts },
  { name: "u2", kind: "unit", quantity: "spike_count", values: rates.map(() => poissonDraw(1)) },
  { name: "AVAL", values: drive.map((value) => value + 0.5 * random.normal()) },
  { name: "drive", kind: "behaviour", quantity: "drive", values: drive },
  ...others.map((values, index) => ({ name: `o${index}`, kind: "other", quantity: "other", values })),
];
const recording = { id: "r", channels };
const space = { name: "drive", channels: ["drive"] };
const many = { name: "others", kinds: ["other"] };
const quick = { null_model: "none", bootstrap: 0 } as const;

const only = <R>(rows: readonly R[]): R => {
  expect(rows).length(1);
  return rows[0]!;
};
const scoreOf = (rows: readonly Row<"encoder_scores">[], score: string, target: string, where = "drive") =>
  only(rows.filter((row) => row.score === score && row.target === target && row.space === where));

describe("operations: models of encode", () => {
  it("poisson: finds the rate of counts, scored against a null rate that is named", async () => {
    const params = {
      ...{ ...quick, kinds: ["unit"], spaces: [space], model: "poisson", alphas: [0, 1, 1000], keep_weights: true },
      keep_predictions: true,
    };
    const batches = await batchesFrom(encode, smallTables([recording]), params);
    const rows = rowsFrom(batches, "encoder_scores");
    expect(new Set(rows.map(({ score }) => score))).deep.equal(
      new Set(["correlation", "r2", "deviance_r2", "bits_per_spike"]),
    );
    const r2 = scoreOf(rows, "deviance_r2", "u1");
    expect(r2.value).above(0.25);
    expect(r2).include({ model: "poisson", ceiling: null, null_rate: "training-mean" });
    expect(scoreOf(rows, "r2", "u1").null_rate).equal(null);
    expect(scoreOf(rows, "deviance_r2", "u2").value).below(0.02);
    expect(only(rowsFrom(batches, "encoder_weights").filter(({ target }) => target === "u1")).weights[0]).closeTo(
      0.8,
      0.1,
    );
    const alphas = rowsFrom(batches, "encoder_alphas");
    expect(alphas[0]).include({ chosen_by: "deviance" });
    expect([...alphas[0]!.fold_alphas].every((alpha) => alpha < 1000)).equal(true);

    // by the definitions, from the predictions that were kept
    const { measured, predicted } = only(
      rowsFrom(batches, "encoder_predictions").filter(({ target }) => target === "u1"),
    );
    const sum = (list: ArrayLike<number>) => Array.from(list).reduce((total, value) => total + value, 0);
    const deviance = (mu: (row: number) => number) =>
      2 * sum(measured.map((y, row) => (y > 0 ? y * Math.log(y / mu(row)) : 0) - (y - mu(row))));
    const likelihood = (mu: (row: number) => number) => sum(measured.map((y, row) => y * Math.log(mu(row)) - mu(row)));
    const training = (row: number) => {
      const from = Math.floor(row / 60) * 60;
      return sum(measured.filter((_, other) => other < from || other >= from + 60)) / (n - 60);
    };
    const model = (row: number) => predicted[row]!;
    expect(r2.value).closeTo(1 - deviance(model) / deviance(training), 1e-12);
    const bits = (likelihood(model) - likelihood(training)) / (sum(measured) * Math.LN2);
    expect(scoreOf(rows, "bits_per_spike", "u1").value).closeTo(bits, 1e-12);

    const series = rowsFrom(
      await batchesFrom(encode, smallTables([recording]), { ...params, null_rate: "series-mean" }),
      "encoder_scores",
    );
    const overall = sum(measured) / n;
    expect(scoreOf(series, "deviance_r2", "u1").value).closeTo(1 - deviance(model) / deviance(() => overall), 1e-12);
    expect(scoreOf(series, "deviance_r2", "u1").value).below(r2.value!);
    expect(scoreOf(series, "deviance_r2", "u1").null_rate).equal("series-mean");
  });

  it("poisson: takes a penalty of the summed loss, on features in units of their spread or as they are", async () => {
    const x = matrix(n, 1, Float64Array.from(Float32Array.from(drive)));
    const spread = Math.sqrt(variance(x.values, { ddof: 0 }));
    for (const standardise of [true, false]) {
      const params = {
        ...quick,
        channels: ["u1"],
        spaces: [space],
        model: "poisson",
        alphas: [90],
        keep_weights: true,
      };
      const rows = await runOn(encode, [recording], "encoder_weights", { ...params, standardise });
      const factor = standardise ? 1 / spread : 1;
      const scaled = matrix(
        n,
        1,
        x.values.map((value) => value * factor),
      );
      const { weights, intercept } = poissonGlm(scaled, counts, { penalty: 90 / n, linalg: jsLinalg });
      expect(only(rows).weights[0]).closeTo(weights[0]! * factor, 1e-9);
      const [folded] = await runOn(encode, [recording], "encoder_predictions", {
        ...{ ...params, standardise, keep_weights: false, keep_predictions: true, folds: "none" },
      });
      const rate = Math.exp(intercept + weights[0]! * scaled.values[5]!);
      expect(folded!.predicted[5]).closeTo(rate, 1e-9);
    }
  });

  it("poisson: says which unit has no event to fit, and gives chance and intervals to the others", async () => {
    const silent = { name: "silent", kind: "unit", quantity: "spike_count", values: counts.map(() => 0) };
    const rare = { ...silent, name: "rare", values: counts.map((_, row) => Number(row === 7)) };
    const params = {
      kinds: ["unit"],
      spaces: [space],
      model: "poisson",
      alphas: [1],
      draws: 9,
      bootstrap: 20,
      null_s: 20,
    };
    const rows = await runOn(encode, [{ id: "r", channels: [...channels, silent, rare] }], "encoder_scores", params);
    for (const target of ["silent", "rare"]) {
      const row = scoreOf(rows, "deviance_r2", target);
      expect(row).include({ value: null, p_value: null, ci_low: null });
      expect(row.warning).contain(`${target} has no event in the rows that a fold fits: not fitted`);
    }
    const row = scoreOf(rows, "bits_per_spike", "u1");
    expect(row.p_value).equal(0.1);
    expect(row.ci_low).below(row.value!);
    expect(row.ci_high).above(row.value!);
    expect(row.expected).below(0);
  });

  it("poisson: goes on where a draw of a rare unit leaves nothing to fit", async () => {
    const events = counts.map((_, row) => Number(row % 70 === 3));
    const units = [
      { name: "rare", kind: "unit", quantity: "spike_count", values: events },
      { name: "once", kind: "unit", quantity: "spike_count", values: counts.map((_, row) => Number(row === 7)) },
    ];
    const params = { spaces: [space], model: "poisson", alphas: [1, 10], draws: 19, bootstrap: 0, null_s: 10 };
    const rows = await runOn(encode, [{ id: "r", channels: [...units, channels[3]!] }], "encoder_scores", params);
    const row = scoreOf(rows, "deviance_r2", "rare");
    expect(row.p_value).least(0.05).most(1);
    expect(Number.isFinite(row.expected)).equal(true);
    expect(scoreOf(rows, "deviance_r2", "once")).include({ value: null, p_value: null, expected: null });
  });

  it("banded: lets each target put its weight on the space that predicts it", async () => {
    const params = {
      ...{ ...quick, channels: ["AVAL"], spaces: [space, many], band_draws: 20, each_space: false },
      alphas: { from: 0.1, to: 1e4, count: 6 },
    };
    const run = (model: string) =>
      batchesFrom(encode, smallTables([recording]), { ...params, model, keep_weights: true });
    const [banded, ridge] = [await run("banded"), await run("ridge")];
    const r2 = (batches: typeof banded) =>
      scoreOf(rowsFrom(batches, "encoder_scores"), "r2", "AVAL", "drive+others").value!;
    expect(r2(banded)).above(r2(ridge) + 0.005);
    expect(r2(banded)).closeTo(0.8, 0.06);
    const weights = rowsFrom(banded, "encoder_space_weights");
    expect(weights.map(({ feature_space }) => feature_space)).deep.equal(["drive", "others"]);
    expect(weights[0]!.weight).above(0.9);
    for (const fold of [0, 4]) {
      expect(weights[0]!.fold_weights[fold]! + weights[1]!.fold_weights[fold]!).closeTo(1, 1e-12);
    }
    expect(rowsFrom(ridge, "encoder_space_weights")).length(0);
    const kept = rowsFrom(banded, "encoder_weights");
    expect(kept).length(31);
    expect(kept[0]!.weights[0]).closeTo(1, 0.1);
    expect(Math.max(...kept.slice(1).map(({ weights: [one] }) => Math.abs(one!)))).below(0.1);
  });

  it("banded with one draw is ridge with twice the penalty, weights, chance and all", async () => {
    const params = {
      ...{ channels: ["AVAL"], spaces: [space, many], each_space: false, draws: 5, bootstrap: 10, null_s: 20 },
      ...{ band_draws: 1, keep_weights: true },
    };
    // two spaces of weight 1/2 each: the penalty α of a space is α over its weight
    const run = (model: string, alpha: number) =>
      batchesFrom(encode, smallTables([recording]), { ...params, model, alphas: [alpha] });
    const [banded, ridge] = [await run("banded", 20), await run("ridge", 40)];
    const [a, b] = [banded, ridge].map((batches) => rowsFrom(batches, "encoder_scores"));
    for (const [index, row] of a!.entries()) {
      for (const column of ["value", "expected", "p_value", "ci_low", "ci_high"] as const) {
        if (row[column] === null) expect(b![index]![column]).equal(null);
        else expect(row[column]).closeTo(b![index]![column]!, 1e-9);
      }
    }
    const [v, w] = [banded, ridge].map((batches) => rowsFrom(batches, "encoder_weights"));
    for (const [index, { weights }] of v!.entries()) expect(weights[0]).closeTo(w![index]!.weights[0]!, 1e-9);
  });

  it("banded: does not look at held-out rows", async () => {
    const params = {
      ...{ ...quick, channels: ["AVAL"], spaces: [space, many], each_space: false, band_draws: 5 },
      ...{ model: "banded", keep_predictions: true },
    };
    const changed = channels.map((channel) =>
      channel.name === "AVAL"
        ? { ...channel, values: channel.values.map((v, k) => (k >= 240 ? 40 * v - 9 : v)) }
        : channel,
    );
    const of = async (list: typeof channels) =>
      only(await runOn(encode, [{ id: "r", channels: list }], "encoder_predictions", params)).predicted;
    const [before, after] = [await of(channels), await of(changed)];
    for (let row = 240; row < n; row++) expect(after[row]).closeTo(before[row]!, 1e-9);
    expect(Math.abs(after[10]! - before[10]!)).above(1e-3);
  });
});

describe("operations: scores of states and parts", () => {
  const states = [...Array(10).keys()].map((k) => [k * 30 + 3, 11 + k, "FWD"] as const);
  const isIn = (k: number) => states.some(([onset, duration]) => k >= onset && k < onset + duration);
  const watcher = { name: "AVAL", values: drive.map((value, k) => Number(isIn(k)) + value) };

  it("auc of a state is the share of pairs in the right order", async () => {
    const params = { bootstrap: 40, draws: 9, null_s: 20, keep_predictions: true };
    const batches = await batchesFrom(decode, smallTables([{ id: "r", channels: [watcher], states }]), params);
    const auc = scoreOf(rowsFrom(batches, "encoder_scores"), "auc", "FWD", "neurons");
    const { measured, predicted } = only(rowsFrom(batches, "encoder_predictions"));
    let [right, pairs] = [0, 0];
    for (const [i, state] of measured.entries()) {
      for (const [j, other] of measured.entries()) {
        if (state !== 1 || other !== 0) continue;
        pairs++;
        right += predicted[i]! > predicted[j]! ? 1 : predicted[i] === predicted[j] ? 0.5 : 0;
      }
    }
    expect(auc.value).closeTo(right / pairs, 1e-12);
    expect(auc.ci_low).below(auc.value!);
    expect(auc.ci_high).above(auc.value!);
    expect(auc.expected).closeTo(0.5, 0.15);
    expect(auc.ceiling_note).match(/^none/);
  });

  it("auc is of series of 0 and 1 only, and has no chance where draws are no states", async () => {
    const input = [{ id: "r", channels: [watcher, { ...channels[3]!, name: "velocity" }], states }];
    const rows = await runOn(decode, input, "encoder_scores", { bootstrap: 0, draws: 4, null_model: "phase" });
    const aucs = rows.filter(({ score, aggregate }) => score === "auc" && aggregate === "target");
    expect(only(aucs)).include({ target: "FWD", p_value: null, expected: null });
    expect(rows.filter(({ score, target }) => score === "r2" && target === "FWD")[0]!.p_value).not.equal(null);
  });

  it("parts have intervals that hold them, and splits sum to the joint score", async () => {
    const own = { id: "r", channels: [watcher, { ...channels[3]!, name: "velocity" }], states };
    const params = { bootstrap: 100, null_s: 10, splits: ["product", "correlation", "relative-weights"] };
    for (const model of ["ridge", "banded"]) {
      const batches = await batchesFrom(partitionSpaces, smallTables([own]), { ...params, model, band_draws: 5 });
      const parts = rowsFrom(batches, "encoder_partitions").filter(({ aggregate }) => aggregate === "target");
      expect(parts).length(4);
      for (const { ci_low, ci_high, value } of parts) {
        expect(ci_low).below(value);
        expect(ci_high).above(value);
      }
      const all = scoreOf(rowsFrom(batches, "encoder_scores"), "r2", "AVAL", "behaviour+states");
      expect(parts.at(-1)!.ci_low).closeTo(all.ci_low!, 1e-12);
      const splits = rowsFrom(batches, "encoder_splits");
      expect(splits).length(2 * 2 * 3);
      const of = (split: string) => splits.filter((row) => row.split === split && row.aggregate === "target");
      const sum = (split: string) => of(split).reduce((total, { value }) => total + value, 0);
      expect(of("correlation")[0]!.joint).closeTo(
        scoreOf(rowsFrom(batches, "encoder_scores"), "correlation", "AVAL", "behaviour+states").value!,
        0.01,
      );
      expect(sum("correlation")).closeTo(of("correlation")[0]!.joint, 1e-9);
      expect(sum("relative-weights")).closeTo(of("relative-weights")[0]!.joint, 1e-9);
      // y has a mean that is nearly 0 once the constants are gone
      expect(sum("product")).closeTo(of("product")[0]!.joint, 0.01);
      expect(of("product")[0]!.joint).closeTo(all.value!, 0.01);
    }
  });

  it("gain is what a score is above that of the space to compare with", async () => {
    const own = { id: "r", channels: [watcher, { ...channels[3]!, name: "velocity" }], states };
    const params = { ...quick, compare_with: "states" };
    const rows = await runOn(encode, [own], "encoder_scores", params);
    const value = (space: string) => scoreOf(rows, "r2", "AVAL", space);
    expect(value("states").gain).equal(0);
    expect(value("behaviour+states").gain).closeTo(value("behaviour+states").value! - value("states").value!, 1e-12);
    const plain = await runOn(encode, [own], "encoder_scores", quick);
    expect(plain.every(({ gain }) => gain === null)).equal(true);
    expect(plain.map(({ value }) => value)).deep.equal(rows.map(({ value }) => value));
  });
});
