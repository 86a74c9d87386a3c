import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import { createRandom } from "../../../src/random/create-random.js";
import { canonicalHrf } from "../../../src/signals/runs/canonical-hrf.js";
import type { TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { type SmallRecording, smallTables } from "../../support/small-tables.js";
import { runOn } from "../run-on.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const n = 120;
const random = createRandom("designs");
const noise = (size = n) => Array.from({ length: size }, () => random.normal());
const [vx, vy] = [noise(), noise()];
const speed = vx.map((value, k) => Math.hypot(value, vy[k]!));
const behaviour = (name: string, values: readonly number[]) => ({ name, kind: "behaviour", quantity: name, values });
const hand = [behaviour("vx", vx), behaviour("vy", vy)];
const recordingOf = (values: readonly number[], id = "r"): SmallRecording => ({
  id,
  channels: [{ name: "AVAL", values }, ...hand],
});
const velocity = { name: "hand", channels: ["vx", "vy"] };
const fixed = { null_model: "none", bootstrap: 0, alphas: [1e-6], spaces: [velocity] };
const r2Of = async (recording: SmallRecording, params: unknown) => {
  const rows = await runOn(encode, [recording], "encoder_scores", params);
  return rows.find(({ score, aggregate }) => score === "r2" && aggregate === "target")!;
};
const oneSubject = (recordings: readonly SmallRecording[]) =>
  smallTables(recordings).map((batch) =>
    batch.table === "recordings" ? { ...batch, columns: { ...batch.columns, subject_id: ["s1"] } } : batch,
  );
const predictionsOf = async (tables: readonly TableBatch[], params: object) =>
  rowsFrom(await batchesFrom(encode, tables, { ...params, keep_predictions: true }), "encoder_predictions");
const finite = (values: ArrayLike<number>) =>
  Array.from(values, (value, row) => (Number.isFinite(value) ? row : -1)).filter((row) => row >= 0);

describe("operations: designs of encoders", () => {
  it("derives features of a space, sample by sample", async () => {
    const target = speed.map((value, k) => 2 * value + vx[k]! * vy[k]! - (vx[k]! + vy[k]!));
    const derive = [
      { name: "speed", norm_of: ["vx", "vy"] },
      { name: "product", product_of: ["vx", "vy"] },
    ];
    expect((await r2Of(recordingOf(target), fixed)).value).below(0.9);
    const all = await r2Of(recordingOf(target), { ...fixed, spaces: [{ ...velocity, derive }] });
    expect(all.value).closeTo(1, 1e-9);
    expect(all.n_features).equal(4);
    const alone = [{ name: "speed", norm_of: ["vx", "vy"], keep_sources: false }];
    const only = await r2Of(recordingOf(speed), { ...fixed, spaces: [{ ...velocity, derive: alone }] });
    expect(only.value).closeTo(1, 1e-9);
    expect(only.n_features).equal(1);
    const sum = [{ name: "sum", sum_of: ["vx", "speed"], keep_sources: false }];
    const both = { ...velocity, derive: [{ name: "speed", norm_of: ["vx", "vy"] }, ...sum] };
    expect((await r2Of(recordingOf(speed), { ...fixed, spaces: [both] })).n_features).equal(2);
  });

  it("leaves out what is derived from the target itself", async () => {
    const target = noise();
    const derive = [{ name: "twice", sum_of: ["AVAL", "AVAL"] }];
    const space = { name: "all", kinds: ["neuron", "behaviour"], derive };
    const row = await r2Of(recordingOf(target), { ...fixed, kinds: ["neuron"], spaces: [space] });
    expect(row.n_features).equal(2);
    expect(row.value).below(0.2);
  });

  it("refuses features that cannot be derived", async () => {
    const messageOf = async (derive: unknown) => {
      const params = { ...fixed, spaces: [{ ...velocity, derive }] };
      return ((await caught(runOn(encode, [recordingOf(vx)], "encoder_scores", params))) as Error).message;
    };
    expect(await messageOf([{ name: "a", norm_of: ["vz"] }])).match(/no feature named "vz"/);
    expect(await messageOf([{ name: "vx", norm_of: ["vy"] }])).match(/a name that no feature has/);
    expect(await messageOf([{ name: "a" }])).match(/one of norm_of, sum_of, product_of/);
    expect(await messageOf([{ name: "a", norm_of: ["vx"], sum_of: ["vx"] }])).match(/norm_of and sum_of/);
  });

  it("convolves features with the haemodynamic response in each run", async () => {
    const kernel = canonicalHrf({ tr: 1 });
    const responseTo = (values: readonly number[]) =>
      values.map((_, t) => kernel.reduce((sum, weight, lag) => sum + weight * (values[t - lag] ?? 0), 0));
    const runs = ["a", "b", "c"].map((id) => recordingOf(responseTo(vx), id));
    const params = { ...fixed, runs: "subject", folds: "runs", spaces: [{ ...velocity, hrf: "canonical" }] };
    const rows = rowsFrom(await batchesFrom(encode, oneSubject(runs), params), "encoder_scores");
    expect(rows.find(({ score }) => score === "r2")!.value).closeTo(1, 1e-8);
  });

  it("takes lags in samples, its own before those of all", async () => {
    const late = vx.map((_, k) => vx[k - 3] ?? 0);
    const row = await r2Of(recordingOf(late), { ...fixed, lags_samples: { from: 0, to: 3 } });
    expect(row.value).closeTo(1, 1e-9);
    expect(row.n_features).equal(8);
    const own = { ...fixed, lags_samples: [0], spaces: [{ ...velocity, lags_samples: [3, 3] }] };
    expect(await r2Of(recordingOf(late), own)).include({ n_features: 2, n_left_out: 3 });
    const seconds = { ...fixed, lags_samples: [0], spaces: [{ ...velocity, lags_s: [3] }] };
    expect((await r2Of(recordingOf(late), seconds)).value).closeTo(1, 1e-9);
    const both = { ...fixed, spaces: [{ ...velocity, lags_s: [3], lags_samples: [3] }] };
    expect(((await caught(r2Of(recordingOf(late), both))) as Error).message).match(/lags_s or lags_samples/);
    const none = { ...fixed, lags_samples: { from: 2, to: 1 } };
    expect(((await caught(r2Of(recordingOf(late), none))) as Error).message).match(/from 2 to 1 samples/);
  });

  it("skips the beginning of every run, which lags still see", async () => {
    const late = vx.map((_, k) => vx[k - 3] ?? 0);
    const params = { ...fixed, lags_samples: [0, 3], skip_samples: 5 };
    const row = await r2Of(recordingOf(late), params);
    expect(row).include({ n_rows: n - 5, n_left_out: 5 });
    expect(row.value).closeTo(1, 1e-9);
    const nothing = await runOn(encode, [recordingOf(late)], "encoder_scores", { ...fixed, skip_samples: n });
    expect(nothing).length(0);
  });

  it("fits and predicts once what a split says", async () => {
    const params = { ...fixed, folds: "split", split: { test_s: [{ start_s: 90 }] }, gap_s: 0 };
    const [one] = await predictionsOf(smallTables([recordingOf(noise())]), params);
    expect(finite(one!.predicted)).deep.equal([...Array(30).keys()].map((k) => k + 90));
    const row = await r2Of(recordingOf(vx), params);
    expect(row).include({ n_rows: 30, n_folds: 1, folds: "one split that was given of 1 run" });
    // what is neither fitted nor predicted changes nothing
    const part = { ...params, split: { test_s: [{ start_s: 90 }], train_s: [{ end_s: 60 }] } };
    const target = noise();
    const changed = target.map((value, k) => (k >= 60 && k < 90 ? 99 : value));
    const [a, b] = await Promise.all(
      [target, changed].map((values) => predictionsOf(smallTables([recordingOf(values)]), part)),
    );
    for (const row of finite(a![0]!.predicted)) expect(b![0]!.predicted[row]).closeTo(a![0]!.predicted[row]!, 1e-9);
  });

  it("splits by recordings, and chooses penalties inside those that are fitted", async () => {
    const runs = ["a", "b", "c", "d"].map((id) =>
      recordingOf(
        vx.map((value) => value + random.normal()),
        id,
      ),
    );
    const params = { ...fixed, runs: "subject", folds: "split", alphas: [0.1, 10] };
    const split = { test_runs: ["c"], train_runs: ["a", "b"] };
    const batches = await batchesFrom(encode, oneSubject(runs), { ...params, split, keep_predictions: true });
    const rows = rowsFrom(batches, "encoder_predictions");
    expect(rows.map(({ recording_id, predicted }) => [recording_id, finite(predicted).length])).deep.equal([
      ["a", 0],
      ["b", 0],
      ["c", n],
      ["d", 0],
    ]);
    expect(rowsFrom(batches, "encoder_scores")[0]!.folds).match(/penalty by 2 inside/);
    const errorOf = async (given: object | undefined) =>
      ((await caught(batchesFrom(encode, oneSubject(runs), { ...params, split: given }))) as Error).message;
    expect(await errorOf(undefined)).match(/what is predicted/);
    expect(await errorOf({ test_runs: ["z"] })).match(/recordings of the fit \(a, b, c, d\)/);
    expect(await errorOf({ test_runs: ["c"], train_runs: ["c"] })).match(/0 rows to fit and 120 to predict/);
    expect(await errorOf({ test_s: [{ start_s: 60 }] })).match(/rows of run a are both fitted and predicted/);
    const elsewhere = await caught(r2Of(recordingOf(vx), { ...fixed, split: { test_s: [{ start_s: 9 }] } }));
    expect((elsewhere as Error).message).match(/folds: split/);
  });

  it("scores a fit to all rows where nothing is held out, and says so", async () => {
    const target = vx.map((value) => value + random.normal());
    const row = await r2Of(recordingOf(target), { ...fixed, alphas: [0], folds: "none", standardise: false });
    expect(row.warning).match(/predicted rows were fitted/);
    expect(row).include({ n_rows: n, folds: "nothing held out: all rows of 1 run" });
    // least squares of two features and a constant, by the normal equations of what is centred; the tables hold float32
    const centre = (list: readonly number[]) => list.map((value) => value - list.reduce((a, b) => a + b, 0) / n);
    const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
    const [a, b, y] = [centre(vx), centre(vy), centre(target)];
    const determinant = dot(a, a) * dot(b, b) - dot(a, b) ** 2;
    const wa = (dot(a, y) * dot(b, b) - dot(b, y) * dot(a, b)) / determinant;
    const wb = (dot(b, y) * dot(a, a) - dot(a, y) * dot(a, b)) / determinant;
    expect(row.value).closeTo((wa * dot(a, y) + wb * dot(b, y)) / dot(y, y), 1e-7);
    const held = await r2Of(recordingOf(target), { ...fixed, alphas: [0], standardise: false });
    expect(held.value).below(row.value!);
    expect(held.warning).equal(null);
    const chosen = await r2Of(recordingOf(target), {
      ...fixed,
      alphas: [0.1, 10],
      folds: "none",
      alpha_choice: "gcv",
      standardise: false,
    });
    expect(chosen.alpha).equal(0.1);
  });

  it("moves features inside runs or between them, as a check of chance", async () => {
    const runs = [0, 1, 2, 3].map((k) => {
      const own = noise();
      return { id: `r${k}`, channels: [{ name: "AVAL", values: own }, behaviour("vx", own)] };
    });
    const params = { ...fixed, runs: "subject", folds: "runs", spaces: [{ name: "hand", channels: ["vx"] }] };
    const r2 = async (tables: readonly TableBatch[], shift?: object) => {
      const rows = rowsFrom(await batchesFrom(encode, tables, { ...params, design_shift: shift }), "encoder_scores");
      return rows.find(({ score, aggregate }) => score === "r2" && aggregate === "target")!;
    };
    expect((await r2(oneSubject(runs))).value).closeTo(1, 1e-9);
    const moved = await r2(oneSubject(runs), { samples: 7 });
    expect(moved.value).below(0.1);
    expect(moved.warning).equal("a check of chance: features moved 7 samples later in a circle inside each run");
    expect((await r2(oneSubject(runs), { runs: 1 })).value).below(0.1);
    // a target that was moved the same way is found again
    const turned = runs.map(({ id, channels: [first, second] }) => {
      const values = first!.values.map((_, k) => first!.values[(k + n - 7) % n]!);
      return { id, channels: [{ name: "AVAL", values }, second!] };
    });
    expect((await r2(oneSubject(turned), { samples: 7 })).value).closeTo(1, 1e-9);
    const next = runs.map(({ id, channels: [, second] }, k) => ({
      id,
      channels: [{ name: "AVAL", values: runs[(k + 1) % 4]!.channels[0]!.values }, second!],
    }));
    expect((await r2(oneSubject(next), { runs: 1 })).value).closeTo(1, 1e-9);
    const short = [
      ...runs.slice(0, 3),
      { id: "r9", channels: runs[3]!.channels.map((one) => ({ ...one, values: one.values.slice(9) })) },
    ];
    expect(((await caught(r2(oneSubject(short), { runs: 1 }))) as Error).message).match(/runs of one length/);
  });
});
