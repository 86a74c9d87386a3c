import { expect } from "chai";
import fc from "fast-check";
import { eventRate } from "../../src/operations/event-rate.js";
import { trialReliability } from "../../src/operations/trial-reliability.js";
import { mean } from "../../src/stats/mean.js";
import { pearsonCorrelation } from "../../src/stats/pearson-correlation.js";
import { variance } from "../../src/stats/variance.js";
import { caught } from "../support/caught.js";
import { type MadeTone, madeTrials } from "./made-trials.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

type Spikes = NonNullable<MadeTone["spikes"]>;

const rates = async (spikes: Spikes, params: object = {}, durationS = 1) => {
  const tables = madeTrials([{ id: "song", amplitude: 1, durationS, spikes }]);
  return rowsFrom(await batchesFrom(eventRate, tables, { step_s: 0.1, ...params }), "processed_signals");
};
const reliability = async (spikes: Spikes, params: object = {}) => {
  const tables = madeTrials([{ id: "song", amplitude: 1, spikes }]);
  return rowsFrom(await batchesFrom(trialReliability, tables, { step_s: 0.1, ...params }), "trial_reliabilities");
};
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(6)));

describe("operations: event-rate", () => {
  const spikes: Spikes = [
    [0.05, "b", "1"],
    [0.06, "b", "2"],
    // in floating point a little below three steps
    [0.3, "b", "2"],
    [0.95, "b", "10"],
    [1.2, "b", "10"],
    [0.5, "a", "2"],
  ];

  it("is the mean count over all trials, a channel per label", async () => {
    const [a, b, ...rest] = await rates(spikes);
    expect(rest).deep.equal([]);
    expect([a!.name, b!.name, a!.channel_index, b!.channel_index]).deep.equal(["a", "b", 0, 1]);
    expect(b).include({ kind: "unit", quantity: "trial mean of spike_count", unit: "1", sampling_rate_hz: 10 });
    const third = 1 / 3;
    expect(rounded(b!.values)).deep.equal(rounded([2 * third, 0, 0, third, 0, 0, 0, 0, 0, third]));
    expect(rounded(a!.values)).deep.equal(rounded([0, 0, 0, 0, 0, third, 0, 0, 0, 0]));
  });

  it("counts trials without events where their number is given", async () => {
    const [b] = await rates(spikes, { labels: ["b"], n_trials: 4, per: "second" });
    expect(b).include({ quantity: "trial mean of spike_rate", unit: "Hz" });
    expect(rounded(b!.values)).deep.equal([5, 0, 0, 2.5, 0, 0, 0, 0, 0, 2.5]);
  });

  it("gives trials one by one, in the order of their numbers", async () => {
    const rows = await rates(spikes, { labels: ["b"], trials: "each", n_trials: 4 });
    expect(rows.map(({ name }) => name)).deep.equal(["b trial 1", "b trial 2", "b trial 3", "b trial 10"]);
    expect(rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0))).deep.equal([1, 2, 0, 1]);
    expect(rows[0]!.quantity).equal("spike_count");
  });

  it("takes events without label and trial for one series", async () => {
    const [row, ...rest] = await rates([
      [0.25, null, null],
      [0.21, null, null],
    ]);
    expect(rest).deep.equal([]);
    expect(row!.name).equal("spike");
    expect(rounded(row!.values)).deep.equal([0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect(await rates([])).deep.equal([]);
  });

  it("loses no event inside of the recording", async () => {
    const onset = fc.double({ min: 0, max: 0.999, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(onset, { minLength: 1, maxLength: 40 }), async (times) => {
        const [row] = await rates(
          times.map((time, index) => [time, "u", String(index % 3)]),
          { trials: "each", step_s: 0.007 },
        ).then((rows) => [rows]);
        const total = row!.flatMap(({ values }) => Array.from(values)).reduce((sum, value) => sum + value, 0);
        expect(total).equal(times.length);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses bins of which there are too many", async () => {
    expect((await caught(rates([[0.5, "u", "1"]], { step_s: 1e-9 }))).message).contain("bins");
  });
});

describe("operations: trial-reliability", () => {
  const trains: readonly (readonly number[])[] = [
    [0.05, 0.15, 0.55],
    [0.05, 0.16, 0.75],
    [0.04, 0.15, 0.95],
    [0.05, 0.25, 0.55],
  ];
  const spikes = trains.flatMap((times, trial) => times.map((time) => [time, "u", String(trial + 1)] as const));
  const counts = trains.map((times) =>
    Float64Array.from({ length: 10 }, (_, bin) => times.filter((time) => Math.floor(10 * time) === bin).length),
  );

  it("correlates odd with even trials, and splits variance, as their formulas say", async () => {
    const [row, ...rest] = await reliability(spikes);
    expect(rest).deep.equal([]);
    const meanOf = (list: readonly Float64Array[]) =>
      Float64Array.from({ length: 10 }, (_, bin) => mean(list.map((one) => one[bin]!)));
    const half = pearsonCorrelation(meanOf([counts[0]!, counts[2]!]), meanOf([counts[1]!, counts[3]!])).r!;
    const scaled = counts.map((one) => one.map((value) => (value - mean(one)) / Math.sqrt(variance(one))));
    const explainable = variance(meanOf(scaled));
    expect(row).include({ kind: "spike", label: "u", n_trials: 4, n_events: 12, n_samples: 10, step_s: 0.1 });
    expect(row!.split_half).closeTo(half, 1e-12);
    expect(row!.split_half_corrected).closeTo((2 * half) / (1 + half), 1e-12);
    expect(row!.explainable_variance).closeTo(explainable, 1e-12);
    expect(row!.explainable_variance_corrected).closeTo(explainable - (1 - explainable) / 3, 1e-12);
  });

  it("is 1 where all trials are the same, and has processed trials where asked", async () => {
    const same = [1, 2, 3].flatMap((trial) => [0.05, 0.45].map((time) => [time, "u", String(trial)] as const));
    const [row] = await reliability(same);
    expect(row!.split_half).closeTo(1, 1e-12);
    expect(row!.explainable_variance_corrected).closeTo(1, 1e-12);
    const [smoothed] = await reliability(spikes, { processing: [{ resample: "block-sum", step_s: 0.2 }] });
    expect(smoothed!.n_samples).equal(5);
    expect(smoothed!.n_events).equal(12);
  });

  it("has no correlation where a half does not vary, and no row without repeats", async () => {
    const [row] = await reliability([[0.05, "u", "1"]], { n_trials: 2 });
    expect(row).include({ n_trials: 2, split_half: null, split_half_corrected: null });
    expect(await reliability([[0.05, "u", "1"]])).deep.equal([]);
  });
});
