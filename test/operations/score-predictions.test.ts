import { expect } from "chai";
import { scorePredictions } from "../../src/operations/score-predictions.js";
import { batchOf } from "../../src/tables/batch.js";
import { caught } from "../support/caught.js";
import { asAnalysis, madeTrials } from "./made-trials.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const nan = Number.NaN;
const measured = [0, 1, 0, 2, 0, 3, nan, 4, 0, 5];
const predicted = [nan, nan, 1, 1, 1, 2, 2, 2, 3, 3];
const means = measured.map((_, k) => {
  const near = measured.slice(Math.max(0, k - 1), k + 2).filter((value) => !Number.isNaN(value));
  return near.reduce((sum, value) => sum + value, 0) / near.length;
});
const moving = [{ smooth: "moving", width_samples: 3, alignment: "centred" }];
const songs = madeTrials([
  { id: "song", amplitude: 1 },
  { id: "other", amplitude: 1 },
]);
const prediction = (recording_id: string, values: readonly number[]) => ({
  ...{ dataset_id: "small", fit_id: "small", recording_id, space: "sound", target_index: 0, target: "u" },
  time_s: Float64Array.from(measured, (_, k) => k / 100),
  measured: Float64Array.from(measured),
  predicted: Float64Array.from(values),
});
const half = (label: string, split_half_corrected: number | null) => ({
  ...{ dataset_id: "small", recording_id: "song", kind: "spike", label, n_trials: 4, n_events: 9, n_samples: 10 },
  ...{ step_s: 0.01, split_half_corrected },
});
const none = measured.map(() => nan);
const predictions = asAnalysis(
  [batchOf("encoder_predictions", [prediction("song", predicted), prediction("other", none)])],
  "fit",
);
const scores = async (params: object = {}, halves = [half("u", 0.64)]) => {
  const reliabilities = asAnalysis([batchOf("trial_reliabilities", halves)], "halves");
  const tables = [...songs, ...predictions, ...reliabilities];
  return rowsFrom(await batchesFrom(scorePredictions, tables, { predictions: "fit", ...params }), "prediction_scores");
};

/** r and R² over the samples that both have, sum by sum. */
function expected(target: readonly number[]): readonly [number, number] {
  const pairs = [2, 3, 4, 5, 7, 8, 9].map((k) => [target[k]!, predicted[k]!] as const);
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (y: number, p: number) => number) => pairs.reduce((total, [y, p]) => total + of(y, p), 0);
  const squares = sum((y) => (y - a) ** 2);
  const r = sum((y, p) => (y - a) * (p - b)) / Math.sqrt(squares * sum((_, p) => (p - b) ** 2));
  return [r, 1 - sum((y, p) => (y - p) ** 2) / squares];
}

describe("operations: score-predictions", () => {
  it("scores the samples that were predicted and are there", async () => {
    const found = await scores();
    expect(found.map(({ recording_id, score, n_samples }) => [recording_id, score, n_samples])).deep.equal([
      ["song", "correlation", 7],
      ["song", "r2", 7],
    ]);
    const [r, r2] = expected(measured);
    expect(found[0]!.value).closeTo(r, 1e-12);
    expect(found[1]!.value).closeTo(r2, 1e-12);
    expect(found[0]).include({ ceiling: null, ceiling_note: "none: no reliability of trials was named" });
  });

  it("processes what was measured, with the samples beside, and leaves what was predicted", async () => {
    const found = await scores({ processing: moving });
    const [r, r2] = expected(means);
    expect(found[0]!.value).closeTo(r, 1e-12);
    expect(found[1]!.value).closeTo(r2, 1e-12);
    const failed = await caught(scores({ processing: [{ resample: "block-mean", step_s: 0.02 }] }));
    expect(failed.message).contain("steps that keep the samples");
  });

  it("gives the ceiling of a mean over trials, or says why there is none", async () => {
    const [r, r2] = await scores({ reliability: "halves" });
    expect([r!.ceiling, r2!.ceiling]).deep.equal([0.8, 0.64]);
    expect(r!.ceiling_note).equal("split halves of 4 trials, corrected for their number");
    const [low] = await scores({ reliability: "halves" }, [half("u", -0.2)]);
    expect(low!.ceiling).equal(0);
    for (const lacking of [half("v", 0.5), half("u", null)]) {
      const [row] = await scores({ reliability: "halves" }, [lacking]);
      expect(row).include({ ceiling: null, ceiling_note: "none: halves has no reliability of this target" });
    }
  });

  it("has nothing to score of other analyses", async () => {
    expect(await scores({ predictions: "lost" })).deep.equal([]);
  });
});
