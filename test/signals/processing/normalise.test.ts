import { expect } from "chai";
import { normalise } from "../../../src/signals/processing/normalise.js";
import { runningPercentile } from "../../../src/signals/processing/running-percentile.js";
import type { NormaliseStep } from "../../../src/signals/processing/step.js";
import { expectValues, gapped, picked, timeS, traceOf } from "./example-trace.js";

const nan = Number.NaN;
const fluorescence = gapped.map((value) => value + 3);

function of(step: NormaliseStep, values = gapped): Float64Array {
  return normalise(traceOf(values), step).values;
}

describe("normalise", () => {
  // reference values: NumPy in float64 (nanmean, nanstd, nanpercentile), SciPy's norm.ppf
  it("gives z-scores over the trace or over a stated range", () => {
    const z = [0.18986790941258, 0.025366426843738, -1.774544635649882, 1.352723969798248, -0.8936385167417531];
    expectValues(of({ normalise: "z-score" }), z, { at: picked });
    const training = [0.0239244661330035, -0.1280351700696997, -1.790718241265056, 1.098122589656692];
    expectValues(of({ normalise: "z-score", over: { start_s: 1, end_s: 5 } }), training, { at: picked });
    const unbiased = z.map((value) => value * Math.sqrt(20 / 21));
    expectValues(of({ normalise: "z-score", divisor: "n-1" }), unbiased, { at: picked });
  });

  it("uses a range that ends in the middle and none of the samples behind it", () => {
    const step: NormaliseStep = { normalise: "z-score", over: { end_s: timeS[12]! } };
    const later = gapped.map((value, k) => (k < 12 ? value : 50));
    expect(of(step, later).slice(0, 12)).to.deep.equal(of(step).slice(0, 12));
  });

  it("gives causal z-scores from the samples so far", () => {
    const z = [nan, -1.150258379642754, -1.992514166136289, 1.148446553112768, -1.098365302562514, -0.8960559670585401];
    expectValues(of({ normalise: "causal-z-score" }), z, { at: picked });
    expectValues(of({ normalise: "causal-z-score", settle_s: 4 }), [nan, nan, nan, ...z.slice(3)], { at: picked });
  });

  it("gives robust z-scores by the median and its absolute deviations", () => {
    const z = [-0.01999967918306341, -0.1670230137725474, -1.775694997999613, 1.019303875871181, -0.9883844337440383];
    expectValues(of({ normalise: "robust" }), z, { at: picked });
  });

  it("gives dF/F and F/F0 of each baseline", () => {
    const dff = [0.3640621470140795, 0.3141298477066182, -0.2322098964451162, 0.7170320774484348, 0.03517777267626866];
    expectValues(of({ normalise: "dff", baseline: "percentile" }, fluorescence), dff, { at: picked });
    const ratio = dff.map((value) => value + 1);
    expectValues(of({ normalise: "f-over-f0", baseline: "percentile", percentile: 20 }, fluorescence), ratio, {
      at: picked,
    });
    const before: NormaliseStep = { normalise: "dff", baseline: "mean", over: { end_s: timeS[2]! } };
    const centre = (fluorescence[0]! + fluorescence[1]!) / 2;
    expectValues(of(before, fluorescence), [fluorescence[0]! / centre - 1, fluorescence[12]! / centre - 1], {
      at: [0, 12],
    });
    const running: NormaliseStep = {
      normalise: "f-over-f0",
      baseline: "running-percentile",
      width_s: 3,
      alignment: "causal",
    };
    expectValues(of(running, fluorescence), [1, fluorescence[12]! / 2.230529785904269], { at: [0, 12] });
  });

  it("takes running percentiles over the window of each sample", () => {
    const trace = { timeS, values: fluorescence };
    const centred = [3.41565831351464, 2.914855657416506, 2.155918243003202, 2.504348249315085, 2.289657854977612];
    expectValues(runningPercentile(trace, { percent: 20, widthS: 3, alignment: "centred" }), centred, { at: picked });
    const causal = [3.3, 3.27584031078418, 3.179201553920899, 2.230529785904269, 2.285293478586433, 2.35538591617298];
    expectValues(runningPercentile(trace, { percent: 20, widthS: 3, alignment: "causal" }), causal, { at: picked });
    const short = runningPercentile(trace, { percent: 50, widthS: 1e-9, alignment: "causal" });
    expectValues(short, [...fluorescence]);
  });

  it("takes the same number of samples everywhere on a regular clock, whatever rounding does to its stamps", () => {
    for (const rate of [3, 2.9046, 7]) {
      const trace = { timeS: Float64Array.from(gapped, (_, k) => k / rate), values: fluorescence };
      const lowest = runningPercentile(trace, { percent: 0, widthS: 6 / rate, alignment: "causal" });
      const lasts = Array.from(lowest, (_, k) =>
        fluorescence.slice(Math.max(0, k - 5), k + 1).filter((v) => !Number.isNaN(v)),
      );
      expectValues(
        lowest,
        lasts.map((values) => Math.min(...values)),
      );
    }
  });

  it("keeps missing samples missing, and gives no value where there is no spread or no baseline above 0", () => {
    expect(of({ normalise: "z-score" })[5]).to.be.NaN;
    const flat = new Float64Array(24).fill(0.1);
    for (const kind of ["z-score", "causal-z-score", "robust"] as const) {
      expect(of({ normalise: kind }, flat).every(Number.isNaN), kind).to.equal(true);
    }
    expect(of({ normalise: "z-score", over: { start_s: 1000 } }).every(Number.isNaN)).to.equal(true);
    const signed = Float64Array.from(timeS, (_, k) => (k % 2) - 0.6);
    expect(of({ normalise: "dff", baseline: "mean" }, signed).every(Number.isNaN)).to.equal(true);
  });

  it("refuses a ratio without a named baseline", () => {
    expect(() => of({ normalise: "dff" })).to.throw("percentile, mean, running-percentile");
    expect(() => of({ normalise: "dff", baseline: "running-percentile" })).to.throw("width_s above 0 and alignment");
    expect(() => of({ normalise: "dff", baseline: "percentile", percentile: 101 })).to.throw("0 to 100");
  });
});
