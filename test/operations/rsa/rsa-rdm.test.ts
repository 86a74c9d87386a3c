import { expect } from "chai";
import { rsaRdm } from "../../../src/operations/rsa/rsa-rdm.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { blockMeans, type MadeRecording, madeTables, randomRecording } from "./made-recordings.js";

const labels = ["a", "b", "c", "d"];
const x = Number.NaN;

async function rdmsOf(tables: readonly TableBatch[], params: object = {}) {
  const batches = await batchesFrom(rsaRdm, tables, params);
  const entries = rowsFrom(batches, "computed_rdm_entries");
  return rowsFrom(batches, "computed_rdms").map((row) => {
    const own = entries.filter(({ rdm_id }) => rdm_id === row.rdm_id);
    return {
      row,
      own,
      values: own.map(({ dissimilarity }) => dissimilarity ?? Number.NaN),
      pair: (a: string, b: string) => own.find((one) => one.condition_a === a && one.condition_b === b)!,
    };
  });
}

async function errorOf(tables: readonly TableBatch[], params: object = {}): Promise<string> {
  return (await caught(batchesFrom(rsaRdm, tables, params))).message;
}

const squared = (u: readonly number[], v: readonly number[]) =>
  u.reduce((sum, value, k) => sum + (value - v[k]!) ** 2, 0) / u.length;

const mean = (rows: readonly (readonly number[])[]) =>
  rows[0]!.map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length);

describe("operations: rsa-rdm of events", () => {
  const one = randomRecording("run1", labels, 6);
  const runs = ["run1", "run2", "run3"].map((id) => randomRecording(id, labels, 6));

  it("compares means of channels during events, and says what was done", async () => {
    const [rdm] = await rdmsOf(madeTables([one]), { method: "euclidean" });
    const patterns = blockMeans(one);
    expect(rdm!.pair("b", "d").dissimilarity).closeTo(squared(patterns[1]!, patterns[3]!), 1e-12);
    expect(rdm!.own.map(({ condition_a, condition_b }) => condition_a + condition_b).join(" ")).equal(
      "ab ac ad bc bd cd",
    );
    expect(rdm!.row).include({ rdm_id: "small/run1", recording_id: "run1", subject: "s1", kind: "measured" });
    expect(rdm!.row).include({ dissimilarity: "squared euclidean", noise: "none", crossvalidation: "none" });
    expect(rdm!.row).include({ design: "balanced", mean_removed: false, n_channels: 6, n_observations: 4 });
    expect(rdm!.row).include({ n_conditions: 4, n_unknown: 0, normalisation: "none", transforms: "[]" });
  });

  it("moves what is averaged by a delay, and takes windows from the onset", async () => {
    const moved = { ...one, events: one.events.map(([onset, length, label]) => [onset - 1, length, label] as const) };
    const [early] = await rdmsOf(madeTables([moved]), { delay_s: 1 });
    const [plain] = await rdmsOf(madeTables([one]));
    expect(early!.values).deep.equal(plain!.values);
    const moments = { ...one, events: one.events.map(([onset, , label]) => [onset, null, label] as const) };
    const [window] = await rdmsOf(madeTables([moments]), { from_onset: { start_s: 0, end_s: 3 } });
    expect(window!.values).deep.equal(plain!.values);
    expect(window!.row).include({ start_s: 0, end_s: 3 });
    expect(await errorOf(madeTables([moments])))
      .contain("events that last")
      .contain("from_onset");
  });

  it("makes a movie: one RDM for each bin, the same as from that window", async () => {
    const frames = await rdmsOf(madeTables([one]), { movie: { end_s: 3, bin_s: 1 } });
    expect(frames.map(({ row }) => [row.rdm_id, row.start_s, row.end_s])).deep.equal([
      ["small/run1/0-1s", 0, 1],
      ["small/run1/1-2s", 1, 2],
      ["small/run1/2-3s", 2, 3],
    ]);
    for (const [bin, frame] of frames.entries()) {
      const [alone] = await rdmsOf(madeTables([one]), { from_onset: { start_s: bin, end_s: bin + 1 } });
      expect(frame.values).deep.equal(alone!.values);
    }
    expect(await errorOf(madeTables([one]), { movie: { end_s: 1, bin_s: 2 } })).contain("bins");
  });

  it("joins recordings as folds, and crossvalidates over them", async () => {
    const [rdm] = await rdmsOf(madeTables(runs), { method: "crossnobis", runs: "subject" });
    const folds = runs.map(blockMeans);
    const expected = (i: number, j: number) => {
      const difference = (rows: readonly number[][]) => rows[i]!.map((value, k) => value - rows[j]![k]!);
      const products = folds.map((test, fold) => {
        const others = mean(folds.filter((_, k) => k !== fold).map(difference));
        return difference(test).reduce((sum, value, k) => sum + value * others[k]!, 0) / 6;
      });
      return products.reduce((sum, value) => sum + value, 0) / 3;
    };
    expect(rdm!.pair("a", "c").dissimilarity).closeTo(expected(0, 2), 1e-12);
    expect(rdm!.row).include({ rdm_id: "small/s1", recording_id: null, folds: "3 recordings" });
    expect(rdm!.row.crossvalidation).equal("leave-one-fold-out over 3 recordings");
    const [pairs] = await rdmsOf(madeTables(runs), { method: "crossnobis", runs: "dataset", scheme: "fold-pairs" });
    expect(pairs!.pair("a", "c").dissimilarity).closeTo(expected(0, 2), 1e-12);
  });

  it("joins named neurons by name, whatever their place, and leaves out or keeps those that are absent", async () => {
    const named = (recording: MadeRecording, names: readonly string[], order: readonly number[]): MadeRecording => ({
      ...recording,
      channels: order.map((k) => ({ ...recording.channels[k]!, kind: "neuron", name: names[k]! })),
    });
    const names = ["AVAL", "AVAR", "RIML", "RIMR", "AIBL", "AIBR"];
    const tables = madeTables([named(runs[0]!, names, [0, 1, 2, 3, 4]), named(runs[1]!, names, [5, 3, 1, 0, 2])]);
    const params = { method: "euclidean", runs: "dataset" };
    const [rdm] = await rdmsOf(tables, params);
    expect(rdm!.row.n_channels).equal(4);
    const [first, second] = [blockMeans(runs[0]!), blockMeans(runs[1]!)];
    const pattern = (block: number) => mean([first[block]!.slice(0, 4), second[block]!.slice(0, 4)]);
    expect(rdm!.pair("a", "b").dissimilarity).closeTo(squared(pattern(0), pattern(1)), 1e-12);
    const [kept] = await rdmsOf(tables, { ...params, absent: "missing" });
    expect(kept!.row).include({ n_channels: 6, design: "unbalanced", n_unknown: 0 });
    expect(kept!.row.attributes).contain("values are missing");
  });

  it("takes neurons without a canonical name of two animals for different ones", async () => {
    const unnamed = (recording: MadeRecording, subject: string): MadeRecording => ({
      ...{ ...recording, subject },
      channels: recording.channels.map((channel) => ({ ...channel, kind: "neuron" })),
    });
    const tables = (other: string) => madeTables([unnamed(runs[0]!, "s1"), unnamed(runs[1]!, other)]);
    const [own] = await rdmsOf(tables("s1"), { runs: "dataset" });
    expect(own!.row.n_channels).equal(6);
    expect(await rdmsOf(tables("s2"), { runs: "dataset" })).deep.equal([]);
  });

  it("makes movies that are crossvalidated, as windows by themselves are", async () => {
    const params = { method: "crossnobis", runs: "subject", noise: "diag", scheme: "fold-pairs" };
    const frames = await rdmsOf(madeTables(runs), { ...params, movie: { end_s: 2, bin_s: 1 } });
    expect(frames.length).equal(2);
    const [late] = await rdmsOf(madeTables(runs), { ...params, from_onset: { start_s: 1, end_s: 2 } });
    expect(frames[1]!.values).deep.equal(late!.values);
    expect(frames[1]!.row).include({ crossvalidation: "fold-pairs over 3 recordings", noise: "diag of repeats" });
  });

  it("weighs pairs of folds by their own noise", async () => {
    const [rdm] = await rdmsOf(madeTables(runs.slice(0, 2)), {
      ...{ method: "crossnobis", runs: "subject", noise: "diag", noise_from: "residuals", noise_per_fold: true },
    });
    const variances = runs.slice(0, 2).map(({ channels, events }) =>
      channels.map(({ values }) => {
        const groups = [...events.map(([onset]) => [onset, onset + 1, onset + 2]), [0, 4, 8, 12, 16]];
        const squares = groups.flatMap((samples) => {
          const level = mean(samples.map((sample) => [values[sample]!]))[0]!;
          return samples.map((sample) => (values[sample]! - level) ** 2);
        });
        return squares.reduce((sum, value) => sum + value, 0) / (17 - 5);
      }),
    );
    const [first, second] = [blockMeans(runs[0]!), blockMeans(runs[1]!)];
    const expected = first[0]!.reduce((sum, value, k) => {
      const product = (value - first[1]![k]!) * (second[0]![k]! - second[1]![k]!);
      return sum + product / ((variances[0]![k]! + variances[1]![k]!) / 2);
    }, 0);
    expect(rdm!.pair("a", "b").dissimilarity).closeTo(expected / 6, 1e-10);
    expect(rdm!.row.noise).equal("diag of residuals, per fold");
  });

  it("makes an RDM for every region", async () => {
    const regions = ["V1", "V1", "V1+V2", "V2", "V2", null];
    const channels = one.channels.map((channel, k) => ({ ...channel, region: regions[k]! }));
    const rdms = await rdmsOf(madeTables([{ ...one, channels }]), { method: "euclidean", group_by: "region" });
    expect(rdms.map(({ row }) => [row.rdm_id, row.region, row.n_channels])).deep.equal([
      ["small/run1/V1", "V1", 3],
      ["small/run1/V2", "V2", 3],
    ]);
    const patterns = blockMeans(one).map((row) => row.slice(2, 5));
    expect(rdms[1]!.pair("a", "b").dissimilarity).closeTo(squared(patterns[0]!, patterns[1]!), 1e-12);
  });

  it("keeps a constant pattern to its own pairs, with the reason", async () => {
    const channels = one.channels.map(({ values, ...row }) => ({
      ...row,
      values: values.map((value, sample) => (sample >= 1 && sample < 4 ? 2 : value)),
    }));
    const [rdm] = await rdmsOf(madeTables([{ ...one, channels }]));
    expect(rdm!.own.map(({ dissimilarity }) => dissimilarity === null)).deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(rdm!.own.map(({ reason }) => reason)).deep.equal([
      ...["constant-pattern", "constant-pattern", "constant-pattern"],
      ...[null, null, null],
    ]);
    expect(rdm!.row.n_unknown).equal(3);
  });

  it("takes the unbalanced design where values are missing, over the channels that are there", async () => {
    const channels = one.channels.map(({ values, ...row }, k) => ({
      ...row,
      values: values.map((value, sample) => (k === 0 && sample >= 1 && sample < 4 ? x : value)),
    }));
    const tables = madeTables([{ ...one, channels }]);
    const [rdm] = await rdmsOf(tables, { method: "euclidean" });
    expect(rdm!.row).include({ design: "unbalanced", n_unknown: 0 });
    const patterns = blockMeans(one);
    expect(rdm!.pair("b", "c").dissimilarity).closeTo(squared(patterns[1]!, patterns[2]!), 1e-12);
    const [balanced] = await rdmsOf(tables, { method: "euclidean", design: "balanced" });
    expect(balanced!.own.map(({ reason }) => reason)).deep.equal([
      ...["missing-channel", "missing-channel", "missing-channel"],
      ...[null, null, null],
    ]);
  });

  it("keeps a condition of one fold to its own pairs", async () => {
    const tables = madeTables([randomRecording("run1", labels, 6), randomRecording("run2", labels.slice(1), 6)]);
    const [rdm] = await rdmsOf(tables, { method: "crossnobis", runs: "subject" });
    expect(rdm!.row.design).equal("unbalanced");
    expect(rdm!.own.map(({ reason }) => reason)).deep.equal([
      ...["no-shared-observations", "no-shared-observations", "no-shared-observations"],
      ...[null, null, null],
    ]);
  });

  it("chooses conditions, and leaves out those that were seen too seldom", async () => {
    const twice = randomRecording("run1", [...labels, "a", "b", "c"], 6);
    const [rdm] = await rdmsOf(madeTables([twice]), { least_observations: 2 });
    expect(rdm!.row).include({ n_conditions: 3, n_observations: 6 });
    const [chosen] = await rdmsOf(madeTables([twice]), { conditions: ["d", "a", "b"] });
    expect(chosen!.own.map(({ condition_a, condition_b }) => condition_a + condition_b)).deep.equal(["ab", "ad", "bd"]);
    expect(await errorOf(madeTables([twice]), { conditions: ["a", "b", "dd"] }))
      .contain('"dd"')
      .contain("a, b, c, d");
    expect(await errorOf(madeTables([twice]), { least_observations: 3 })).contain("3 or more conditions");
  });

  it("takes bins of a channel as conditions", async () => {
    const speed = one.channels[0]!.values.map((_, sample) => sample % 5);
    const channels = [...one.channels, { kind: "behaviour", name_source: "speed", values: speed }];
    const [rdm] = await rdmsOf(madeTables([{ ...one, channels }]), {
      ...{ bins: { channel: "speed", count: 3 }, method: "euclidean" },
    });
    // 17 samples of 0 to 4: the limits are the 6th and the 12th smallest
    const sorted = [...speed].sort();
    const binOf = (value: number) => [sorted[5]!, sorted[11]!].filter((limit) => value >= limit).length;
    const stretches: number[][] = [];
    for (const [sample, value] of speed.entries()) {
      const isSame = sample > 0 && binOf(value) === binOf(speed[sample - 1]!);
      if (isSame) stretches.at(-1)!.push(sample);
      else stretches.push([sample]);
    }
    const pattern = (bin: number) =>
      mean(
        stretches
          .filter(([first]) => binOf(speed[first!]!) === bin)
          .map((samples) => one.channels.map(({ values }) => mean(samples.map((sample) => [values[sample]!]))[0]!)),
      );
    expect(rdm!.pair("bin1", "bin3").dissimilarity).closeTo(squared(pattern(0), pattern(2)), 1e-12);
    expect(await errorOf(madeTables([one]), { bins: { channel: "speed" } })).contain("speed");
  });

  it("weighs by the noise of residuals: samples less the mean of their event, or of what lies between", async () => {
    const params = { method: "mahalanobis", noise: "diag", noise_from: "residuals", least_channels: 1 };
    const [rdm] = await rdmsOf(madeTables([one]), params);
    const variances = one.channels.map(({ values }) => {
      const groups = [...one.events.map(([onset]) => [onset, onset + 1, onset + 2]), [0, 4, 8, 12, 16]];
      const rest = groups.flatMap((samples) => {
        const level = mean(samples.map((sample) => [values[sample]!]))[0]!;
        return samples.map((sample) => (values[sample]! - level) ** 2);
      });
      return rest.reduce((sum, value) => sum + value, 0) / (17 - 5);
    });
    const [a, b] = blockMeans(one);
    const expected = a!.reduce((sum, value, k) => sum + (value - b![k]!) ** 2 / variances[k]!, 0) / 6;
    expect(rdm!.pair("a", "b").dissimilarity).closeTo(expected, 1e-10);
    expect(rdm!.row.noise).equal("diag of residuals");
  });

  it("says singular-noise where the covariance cannot be inverted", async () => {
    const [rdm] = await rdmsOf(madeTables(runs.slice(0, 2)), { method: "crossnobis", runs: "subject", noise: "full" });
    expect(rdm!.own.every(({ dissimilarity, reason }) => dissimilarity === null && reason === "singular-noise")).equal(
      true,
    );
    expect(rdm!.row.n_unknown).equal(6);
    const [shrunk] = await rdmsOf(madeTables(runs.slice(0, 2)), {
      ...{ method: "crossnobis", runs: "subject", noise: "shrinkage-diag" },
    });
    expect(shrunk!.row).include({ n_unknown: 0, noise: "shrinkage-diag of repeats" });
  });

  it("refuses what cannot be meant, and says what next", async () => {
    const tables = madeTables([one]);
    expect(await errorOf(madeTables([{ ...one, events: one.events.slice(0, 2) }]))).contain("3 or more");
    expect(await errorOf(tables, { method: "crossnobis" }))
      .contain("two or more folds")
      .contain("runs: subject");
    expect(await errorOf(tables, { noise: "diag" }))
      .contain("noise")
      .contain("correlation");
    expect(await errorOf(tables, { method: "mahalanobis", noise: "diag", noise_per_fold: true })).contain("crossnobis");
    expect(await errorOf(tables, { events: "bock" })).contain("nearest: block");
    expect(await errorOf(tables, { folds: "sequence" })).contain("sequence");
    expect(await errorOf(tables, { source: "responses" })).contain("responses");
    expect(await errorOf(tables, { source: "encoder-weights" })).contain("keep_weights");
  });
});

describe("operations: rsa-rdm of responses", () => {
  const values = { a: [1, 2, 4], b: [2, 0, 1], c: [0, 1, 0], d: [3, 3, 5] };
  const responses = (runs: readonly string[]) =>
    batchOf(
      "responses",
      runs.flatMap((run, k) =>
        Object.entries(values).map(([stimulus_id, list]) => ({
          ...{ response_id: `${run}-${stimulus_id}`, response_set: "V1", stimulus_id, run, quantity: "rate" },
          ...{ source_file: "a.mat", values: Float64Array.from(list, (value) => value + k * 0.5) },
        })),
      ),
    );

  it("takes patterns as they are, and runs as folds", async () => {
    const [rdm] = await rdmsOf([responses(["1", "2"])], { source: "responses", method: "crossnobis" });
    // the second run adds the same to all: its differences are those of the first
    expect(rdm!.pair("a", "b").dissimilarity).closeTo(squared(values.a, values.b), 1e-12);
    expect(rdm!.row).include({ rdm_id: "small/V1", stimulus_set: "V1", folds: "2 runs", recording_id: null });
    expect(await errorOf([responses(["1"])], { source: "responses", sets: ["V4"] })).contain("V4");
    const residuals = { source: "responses", method: "crossnobis", noise: "diag", noise_from: "residuals" };
    expect(await errorOf([responses(["1", "2"])], residuals)).contain("no residuals");
  });

  it("refuses responses with different numbers of channels", async () => {
    const odd = batchOf("responses", [
      {
        ...{ response_id: "o", response_set: "V1", stimulus_id: "e", run: "1", quantity: "rate", source_file: "a" },
        values: Float64Array.of(1),
      },
    ]);
    expect(await errorOf([responses(["1"]), odd], { source: "responses" })).contain("3 and 1");
  });
});

describe("operations: rsa-rdm of weights of encoders", () => {
  it("compares features by their weights for all targets", async () => {
    const weights = { a: [1, 2, 4], b: [2, 0, 1], c: [0, 1, 0] };
    const rows = Object.entries(weights).flatMap(([feature, list], feature_index) =>
      list.map((weight, target_index) => ({
        ...{ analysis_id: "enc", dataset_id: "small", fit_id: "run1", recording_id: "run1", target_index },
        ...{ target: `t${target_index}`, space: "s", feature_index, feature, spread: 1, alpha: 1 },
        ...{ lags_s: Float64Array.of(0), weights: Float64Array.of(weight) },
      })),
    );
    const batch = batchOf("encoder_weights", rows);
    const tables = [{ ...batch, columns: { ...batch.columns, analysis_id: rows.map(() => "enc") } }];
    const [rdm] = await rdmsOf(tables, { source: "encoder-weights", method: "euclidean" });
    expect(rdm!.pair("a", "b").dissimilarity).closeTo(squared(weights.a, weights.b), 1e-12);
    expect(rdm!.row).include({ rdm_id: "small/enc/run1", n_channels: 3 });
  });
});
