import { expect } from "chai";
import { decode } from "../../../src/operations/decode.js";
import { encode } from "../../../src/operations/encode.js";
import { partitionSpaces } from "../../../src/operations/partition-spaces.js";
import type { ProgressEvent } from "../../../src/progress.js";
import { createRandom } from "../../../src/random/create-random.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { smallTables } from "../../support/small-tables.js";
import { runOn } from "../run-on.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const n = 240;

/** A worm whose A follows velocity two samples later, B a state, C nothing. */
function worm(id: string, seed = id) {
  const random = createRandom(seed);
  const velocity = Array.from(
    { length: n },
    (_, k) => Math.sin(k / 5) + Math.sin(k / 13.7 + 1) + 0.3 * random.normal(),
  );
  const states = Array.from({ length: 8 }, (_, k) => [k * 30 + (k % 3) * 2, 11, "FWD"] as const);
  const inState = (k: number) => Number(states.some(([onset, duration]) => k >= onset && k < onset + duration));
  const series = (value: (k: number) => number) =>
    Array.from({ length: n }, (_, k) => value(k) + 0.1 * random.normal());
  const channels = [
    { name: "AVAL", values: series((k) => 2 * (velocity[k - 2] ?? 0) + 5) },
    { name: "RIBL", values: series((k) => 3 * inState(k)) },
    { name: "PVQL", values: series(() => random.normal()) },
    { name: "velocity", kind: "behaviour", quantity: "velocity", values: velocity },
  ];
  return { id, channels, states };
}

const quick = { draws: 19, bootstrap: 20, null_s: 20, lags_s: [0, 1, 2] };

describe("operations: encode", () => {
  it("finds what each neuron follows, on rows that were held out, and nothing where there is nothing", async () => {
    const rows = await runOn(encode, [worm("w")], "encoder_scores", quick);
    const of = (target: string, space: string, score = "r2") =>
      rows.find((row) => row.target === target && row.space === space && row.score === score)!;
    expect(of("AVAL", "behaviour").value).above(0.97);
    expect(of("AVAL", "states").value).below(0.2);
    expect(of("RIBL", "states").value).above(0.95);
    expect(of("PVQL", "behaviour+states").value).below(0.1);
    expect(of("AVAL", "behaviour+states")).include({ p_value: 1 / 20, n_draws: 19, n_rows: n - 2, n_left_out: 2 });
    expect(of("AVAL", "behaviour+states").n_features).equal(2 * 3);
    // the draws took the penalties of the targets
    expect(of("AVAL", "behaviour").p_max_t).equal(null);
    expect(of("AVAL", "behaviour").ci_low).below(of("AVAL", "behaviour").value!);
    expect(of("AVAL", "behaviour").ci_high).above(of("AVAL", "behaviour").value!);
    expect(rows.every(({ ceiling, ceiling_note }) => ceiling !== null || ceiling_note.startsWith("none"))).equal(true);
    const mean = rows.find(
      ({ aggregate, space, score }) => aggregate === "mean" && space === "states" && score === "r2",
    )!;
    const all = ["AVAL", "RIBL", "PVQL"].map((target) => of(target, "states").value!);
    expect(mean.value).closeTo(all.reduce((sum, value) => sum + value, 0) / 3, 1e-12);
    expect(mean).include({ n_targets: 3, target_index: null, target: null });
  });

  it("gives weights at the lag that made the trace, in the units of the traces", async () => {
    const params = {
      ...quick,
      null_model: "none",
      keep_weights: true,
      spaces: [{ name: "velocity", channels: ["velocity"] }],
    };
    const rows = await runOn(encode, [worm("w")], "encoder_weights", params);
    const [row] = rows.filter(({ target }) => target === "AVAL");
    expect([...row!.lags_s]).deep.equal([0, 1, 2]);
    expect(row!.weights[2]).closeTo(2, 0.1);
    expect(Math.abs(row!.weights[0]!)).below(0.1);
    expect(row).include({ space: "velocity", feature: "velocity", feature_channel: 3 });
  });

  it("keeps predictions with what was measured, and the penalties with their scores", async () => {
    const params = { ...quick, null_model: "none", keep_predictions: true, each_space: false };
    const input = smallTables([worm("w")]);
    const batches = await batchesFrom(encode, input, params);
    const predictions = rowsFrom(batches, "encoder_predictions");
    const scores = rowsFrom(batches, "encoder_scores");
    expect(predictions).length(3);
    const { measured, predicted, time_s } = predictions[0]!;
    expect(time_s[0]).equal(2);
    const residual = measured.reduce((sum, value, k) => sum + (value - predicted[k]!) ** 2, 0);
    const centre = measured.reduce((sum, value) => sum + value, 0) / measured.length;
    const total = measured.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    const r2 = scores.find(({ score, target }) => score === "r2" && target === "AVAL")!;
    expect(r2.value).closeTo(1 - residual / total, 1e-12);
    const [alphas] = rowsFrom(batches, "encoder_alphas");
    expect(alphas!.fold_alphas).length(5);
    expect(alphas!.mean_scores).length(7);
    expect(r2.alpha).equal([...alphas!.fold_alphas].sort()[2]);
  });

  it("does not look at held-out rows: a change of them changes no other prediction", async () => {
    const params = { ...quick, null_model: "none", keep_predictions: true, each_space: false, bootstrap: 0 };
    const before = worm("w");
    const values = before.channels[0]!.values.map((value, k) => (k >= 200 ? value * 50 - 900 : value));
    const after = { ...before, channels: [{ name: "AVAL", values }, ...before.channels.slice(1)] };
    const predictedOf = async (one: typeof before) =>
      (await runOn(encode, [one], "encoder_predictions", params))[0]!.predicted;
    const [a, b] = [await predictedOf(before), await predictedOf(after)];
    // rows from 198 on are the fifth fold: predicted from rows before it alone
    for (let row = 198; row < a.length; row++) expect(b[row]).closeTo(a[row]!, 1e-9);
    expect(Math.abs(b[10]! - a[10]!)).above(1e-3);
  });

  it("fits a target on the samples it has, and says so", async () => {
    const one = worm("w");
    const values = one.channels[0]!.values.map((value, k) => (k % 7 === 0 ? Number.NaN : value));
    const some = { ...one, channels: [{ name: "AVAL", values }, ...one.channels.slice(1)] };
    const rows = await runOn(encode, [some], "encoder_scores", { ...quick, each_space: false });
    const [ava] = rows.filter(({ target, score }) => target === "AVAL" && score === "r2");
    expect(ava!.value).above(0.97);
    expect(ava!.warning).match(/^34 rows without a sample/);
    expect(ava!.n_rows).equal(n - 2 - 34);
  });

  it("predicts a neuron from the others without itself", async () => {
    const params = { ...quick, each_space: false, spaces: [{ name: "neurons", kinds: ["neuron"] }] };
    const rows = await runOn(encode, [worm("w")], "encoder_scores", params);
    const pvq = rows.find(({ target, score }) => target === "PVQL" && score === "r2")!;
    expect(pvq.value).below(0.1);
    expect(pvq.n_features).equal(2 * 3);
  });

  it("names what a recording lacks, and passes over recordings without features", async () => {
    const notes: ProgressEvent[] = [];
    const plain = { id: "plain", channels: [{ name: "AVAL", values: [1, 2, 3, 4, 5, 6] }] };
    const rows = await runOn(encode, [plain], "encoder_scores", quick, notes);
    expect(rows).deep.equal([]);
    const words = notes.map(({ message }) => message).join("\n");
    expect(words).contain("no channel named velocity").and.contain("no feature of the space states");
  });

  it("warns of constant targets and of penalties by gcv", async () => {
    const one = worm("w");
    const flat = {
      ...one,
      channels: [{ name: "AVAL", values: one.channels[0]!.values.map(() => 3) }, ...one.channels.slice(1)],
    };
    const notes: ProgressEvent[] = [];
    const params = { ...quick, alpha_choice: "gcv", standardise: false, each_space: false };
    const rows = await runOn(encode, [flat], "encoder_scores", params, notes);
    const [ava] = rows.filter(({ target, score }) => target === "AVAL" && score === "r2");
    expect(ava).include({ value: 0 });
    expect(ava!.warning).match(/does not vary: scores 0; penalty by gcv, which takes samples for independent/);
    expect(notes.map(({ message }) => message).join()).contain("chosen by gcv");
  });
});

describe("operations: encode over joined runs", () => {
  const runs = ["r1", "r2", "r3", "r4"].map((id) => worm(id));
  const subjectOf = (batches: readonly TableBatch[]) =>
    batches.map((batch) =>
      batch.table === "recordings" ? { ...batch, columns: { ...batch.columns, subject_id: ["s1"] } } : batch,
    );
  const joined = { ...quick, runs: "subject", null_model: "none", bootstrap: 0, each_space: false };

  it("leaves one run out, with targets prepared run by run", async () => {
    const params = { ...joined, folds: "runs", target_detrend: "linear", target_scale: "z-score", edges: "zero" };
    const batches = await batchesFrom(encode, subjectOf(smallTables(runs)), {
      ...params,
      alphas: [1],
      keep_predictions: true,
    });
    const rows = rowsFrom(batches, "encoder_scores");
    const [ava] = rows.filter(({ target, score }) => target === "AVAL" && score === "correlation");
    expect(ava!.value).above(0.98);
    expect(ava).include({ fit_id: "s1", recording_id: null, n_folds: 4, n_rows: 4 * n, n_left_out: 0 });
    expect(ava!.folds).equal("4 sets of runs of 4 runs");
    const predictions = rowsFrom(batches, "encoder_predictions");
    expect(new Set(predictions.map(({ recording_id }) => recording_id)).size).equal(4);
    const { measured } = predictions[0]!;
    expect(measured.reduce((sum, value) => sum + value, 0)).closeTo(0, 1e-9);
    expect(measured.reduce((sum, value) => sum + value * value, 0) / n).closeTo(1, 1e-9);
  });

  it("refuses folds that split a run, and preparation that would see held-out rows", async () => {
    const tables = subjectOf(smallTables(runs));
    const leak = (await caught(batchesFrom(encode, tables, joined))) as Error & { tag: string };
    expect(leak.tag).equal("leak");
    expect(leak.message).match(/rows of run r\d are both fitted and predicted/);
    const early = await caught(batchesFrom(encode, tables, { ...quick, target_scale: "z-score" }));
    expect((early as Error).message).match(/folds: runs or animals/);
  });

  it("refuses folds of runs that share an animal", async () => {
    const grouped = smallTables(runs).map((batch, index) => {
      if (batch.table !== "recordings") return batch;
      return { ...batch, columns: { ...batch.columns, animal_group: [index < 8 ? "a" : "b"] } };
    });
    const params = { ...joined, runs: "dataset", folds: "runs" };
    const leak = (await caught(batchesFrom(encode, grouped, params))) as Error & { tag: string };
    expect([leak.tag, /animal_group a/.test(leak.message)]).deep.equal(["leak", true]);
    const rows = rowsFrom(await batchesFrom(encode, grouped, { ...params, folds: "animals" }), "encoder_scores");
    expect(rows[0]!.n_folds).equal(2);
  });
});

describe("operations: encode with repeated stimuli", () => {
  const random = createRandom("stimuli");
  const drive = Array.from({ length: 20 }, () => Array.from({ length: 40 }, () => random.normal()));
  // twelve songs, the first two of them heard four times in turn
  const order = [0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7];
  const stimulus = order.flatMap((song) => drive[song]!);
  const channels = [
    { name: "AUD", values: stimulus.map((value) => value + random.normal()) },
    { name: "envelope", kind: "stimulus", quantity: "envelope", values: stimulus },
  ];
  const songs = order.map((song, place) => [place * 40, 40, `song${song}`] as const);
  const recording = { id: "r", channels, states: songs };
  const params = {
    ...quick,
    lags_s: [0],
    spaces: [{ name: "envelope", channels: ["envelope"] }],
    stimuli: "state",
    channels: ["AUD"],
  };

  it("fails where repeats of one straddle folds", async () => {
    const leak = (await caught(runOn(encode, [recording], "encoder_scores", params))) as Error & { tag: string };
    expect([leak.tag, /stimulus song\d/.test(leak.message)]).deep.equal(["leak", true]);
  });

  it("takes a presentation for one where a feature lacks a sample in it", async () => {
    const values = stimulus.map((value, k) => (k % 40 === 7 && k < 80 ? Number.NaN : value));
    const gaps = { ...recording, channels: [channels[0]!, { ...channels[1]!, values }] };
    const rows = await runOn(encode, [gaps], "encoder_scores", { ...params, folds: "stimuli", k: 4 });
    const [r2] = rows.filter(({ score, aggregate }) => score === "r2" && aggregate === "target");
    expect(r2!.ceiling_note).equal("explainable variance of 4 repeats of 2 stimuli, corrected for their number");
    expect(r2!.ceiling).closeTo(0.5, 0.15);
  });

  it("gives a ceiling from them, which the true model reaches and does not pass", async () => {
    const rows = await runOn(encode, [recording], "encoder_scores", { ...params, folds: "stimuli", k: 4 });
    const [r2] = rows.filter(({ score, aggregate }) => score === "r2" && aggregate === "target");
    const [r] = rows.filter(({ score, aggregate }) => score === "correlation" && aggregate === "target");
    expect(r2!.ceiling).closeTo(0.5, 0.15);
    expect(r!.ceiling).closeTo(Math.sqrt(r2!.ceiling!), 1e-12);
    expect(r2!.value).closeTo(r2!.ceiling!, 0.12);
    expect(r2!.ceiling_note).equal("explainable variance of 4 repeats of 2 stimuli, corrected for their number");
  });
});

describe("operations: decode and partition", () => {
  it("decodes velocity and states from neurons", async () => {
    const params = { ...quick, lags_s: [-2, 0], each_space: false };
    const rows = await runOn(decode, [worm("w")], "encoder_scores", params);
    const of = (target: string) => rows.find((row) => row.target === target && row.score === "r2")!;
    expect(of("velocity").value).above(0.95);
    expect(of("FWD").value).above(0.95);
    expect(of("FWD")).include({ target_kind: "event", channel_index: null });
    const scores = rows
      .filter(({ aggregate }) => aggregate === "target")
      .map(({ target, score }) => `${target} ${score}`);
    expect(scores).deep.equal(["velocity correlation", "FWD correlation", "velocity r2", "FWD r2", "FWD auc"]);
  });

  it("divides variance into parts that sum to what all spaces explain", async () => {
    const mixed = worm("w");
    const both = mixed.channels[0]!.values.map((value, k) => value + mixed.channels[1]!.values[k]!);
    const input = { ...mixed, channels: [{ name: "MIX", values: both }, ...mixed.channels] };
    const batches = await batchesFrom(partitionSpaces, smallTables([input]), { ...quick, draws: 3 });
    const parts = rowsFrom(batches, "encoder_partitions");
    const scores = rowsFrom(batches, "encoder_scores");
    for (const target of ["MIX", "AVAL", "RIBL"]) {
      const own = parts.filter((row) => row.target === target);
      expect(own.map(({ part, kind }) => `${part} ${kind}`)).deep.equal([
        "behaviour unique",
        "states unique",
        "behaviour&states shared",
        "all total",
      ]);
      const value = (space: string) =>
        scores.find((row) => row.target === target && row.space === space && row.score === "r2")!.value!;
      const [behaviour, states, shared, all] = own.map((row) => row.value);
      expect(behaviour).closeTo(value("behaviour+states") - value("states"), 1e-12);
      expect(states).closeTo(value("behaviour+states") - value("behaviour"), 1e-12);
      expect(behaviour! + states! + shared!).closeTo(all!, 1e-12);
      expect(all).closeTo(value("behaviour+states"), 1e-12);
    }
    const mix = parts.filter(({ target }) => target === "MIX");
    expect(mix[0]!.value).above(0.4);
    expect(mix[1]!.value).above(0.2);
    expect(parts.find(({ aggregate, part }) => aggregate === "mean" && part === "all")!.n_targets).equal(4);
  });

  it("says where there is nothing to divide", async () => {
    const notes: ProgressEvent[] = [];
    const one = { ...worm("w"), states: [] };
    const rows = await runOn(partitionSpaces, [one], "encoder_partitions", quick, notes);
    expect(rows).deep.equal([]);
    expect(notes.map(({ message }) => message).join()).contain("has only the space behaviour: nothing to divide");
  });
});

describe("operations: encode from moments", () => {
  it("counts events and marks the sample that a moment falls into", async () => {
    const random = createRandom("spikes");
    const rate = Array.from({ length: 300 }, (_, k) => Math.round(2 + 2 * Math.sin(k / 9)));
    const channels = [{ name: "envelope", kind: "stimulus", quantity: "envelope", values: rate }];
    const spikes = rate.flatMap((count, k) =>
      Array.from({ length: count }, (_, j) => ({
        onset_s: k + (j + 0.5) / 6 + 0.01 * random.uniform(),
        label: "unit 1",
      })),
    );
    const tables = smallTables([{ id: "r", channels }]);
    const events = spikes.map((spike, event_index) => ({
      recording_id: "r",
      event_index,
      duration_s: null,
      kind: "spike",
      ...spike,
    }));
    const params = {
      ...{ channels: "none", target_events: [{ kind: "spike", as: "count" }], bootstrap: 0, null_model: "none" },
      spaces: [{ name: "envelope", channels: ["envelope"] }],
    };
    const batches = await batchesFrom(encode, [...tables, batchOf("events", events)], params);
    const rows = rowsFrom(batches, "encoder_scores");
    expect(rows[0]).include({ target: "unit 1", target_kind: "event", score: "correlation" });
    expect(rows[0]!.value).closeTo(1, 1e-6);
  });
});
