import { expect } from "chai";
import { resample } from "../../src/signals/resample.js";
import { expectValues, gapped, timeS, whole } from "./processing/example-trace.js";

const nan = Number.NaN;
const tenHz = Float64Array.from({ length: 301 }, (_, k) => k / 10);
const twoHz = Float64Array.from({ length: 61 }, (_, k) => k / 2);

/** Largest absolute value away from the ends, where the filter has all its terms. */
function amplitude(values: Float64Array): number {
  return values.slice(11, 50).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe("resample: cubic", () => {
  it("is the not-a-knot spline of SciPy's CubicSpline", () => {
    const gridS = Float64Array.of(0, 0.05, 0.9, 2.2, 3.333, 5.5, 8.9, timeS.at(-1)!);
    const spline = [
      0.3, 0.3297949159629134, 0.9223665858040092, -0.4559206585747874, -0.1473242980708007, -0.4872166180656514,
      -0.3548013179274718, -0.4974269580397729,
    ];
    expectValues(resample(timeS, whole, gridS, { method: "cubic" }).values, spline);
    const few = (n: number, ...at: readonly number[]) =>
      resample(timeS.subarray(0, n), whole.subarray(0, n), Float64Array.from(at), { method: "cubic" }).values;
    expectValues(few(4, 0.2, 0.5, 1.1), [0.3236660334463554, 0.495650901410188, 1.12621895858715]);
    expectValues(few(3, 0.2, 0.5), [0.3369776279940073, 0.49543010294172]);
    expectValues(few(2, timeS[1]! / 2), [(whole[0]! + whole[1]!) / 2]);
    expectValues(few(1, 0), [whole[0]!]);
  });

  it("gives any cubic back", () => {
    const cubic = (time: number) => 2 - time + 0.5 * time ** 2 - 0.03 * time ** 3;
    const gridS = Float64Array.from({ length: 90 }, (_, k) => k / 10);
    const { values } = resample(timeS, timeS.map(cubic), gridS, { method: "cubic" });
    expectValues(values, [...gridS].map(cubic));
  });

  it("has values where linear has them, and each side of a gap has its own spline", () => {
    const gridS = Float64Array.from({ length: 100 }, (_, k) => k / 11);
    const linear = resample(timeS, gapped, gridS, { method: "linear" });
    for (const method of ["cubic", "anti-aliased"] as const) {
      expect(resample(timeS, gapped, gridS, { method }).mask, method).to.deep.equal(linear.mask);
    }
    const twoSides = Float64Array.of(0, 1, 2, 3, 20, 21, 22, 23);
    const values = twoSides.map((time) => (time < 10 ? time ** 3 : -(time ** 2)));
    const at = Float64Array.of(0.5, 2.5, 3, 10, 20, 20.5, 22.5);
    const sides = [0.125, 15.625, 27, nan, -400, -(20.5 ** 2), -(22.5 ** 2)];
    expectValues(resample(twoSides, values, at, { method: "cubic" }).values, sides, { tolerance: 1e-9 });
  });

  it("has no value where infinite samples leave none", () => {
    const spoilt = whole.map((value, k) => (k === 12 ? Number.POSITIVE_INFINITY : value));
    for (const method of ["cubic", "anti-aliased"] as const) {
      const { values, mask } = resample(timeS, spoilt, Float64Array.of(4.5, 4.9, 5.1), { method });
      values.forEach((value, k) => {
        expect(mask[k]).to.equal(Number.isNaN(value) ? 0 : 1);
      });
    }
  });

  it("takes a repeated stamp once", () => {
    const stamps = Float64Array.of(0, 1, 1, 2, 3, 4);
    const { values } = resample(stamps, stamps, Float64Array.of(0.5, 1.5, 3.5), { method: "cubic" });
    expectValues(values, [0.5, 1.5, 3.5]);
  });
});

describe("resample: anti-aliased", () => {
  it("is the windowed-sinc filter of SciPy's firwin on a regular clock", () => {
    // firwin(101, 0.9, window=("kaiser", 5.65326), fs=10), convolved, at 5, 7.5 and 15 s
    const trace = tenHz.map((time) => Math.sin(0.9 * time) + 0.2 * Math.cos(17 * time));
    const { values } = resample(tenHz, trace, twoHz, { method: "anti-aliased" });
    expectValues(values, [-0.9771907409809908, 0.4498777967813423, 0.8034819348618605], {
      at: [10, 15, 30],
      tolerance: 1e-10,
    });
  });

  it("takes out what the new rate cannot show, and leaves the rest", () => {
    const sine = (hz: number) => tenHz.map((time) => Math.sin(2 * Math.PI * hz * time));
    const of = (hz: number, method: "anti-aliased" | "linear") => resample(tenHz, sine(hz), twoHz, { method }).values;
    for (const hz of [1.2, 1.5, 2.1, 3.3]) expect(amplitude(of(hz, "anti-aliased")), `${hz} Hz`).to.be.below(1e-3);
    // the same sines come out as slow waves of full height without the filter
    expect(amplitude(of(2.1, "linear"))).to.be.above(0.9);
    for (const hz of [0, 0.1, 0.3, 0.6]) {
      const found = of(hz, "anti-aliased");
      const missed = found.map((value, k) => value - Math.sin(2 * Math.PI * hz * twoHz[k]!));
      expect(amplitude(missed), `${hz} Hz`).to.be.below(2e-3);
    }
  });

  it("keeps a constant on any clock, also beside gaps", () => {
    const { values, mask } = resample(
      timeS,
      gapped.map((value) => 0 * value + 4),
      twoHz,
      { method: "anti-aliased" },
    );
    values.forEach((value, k) => {
      if (mask[k] === 1) expect(value).to.be.closeTo(4, 1e-12);
    });
    expect(mask.includes(1)).to.equal(true);
  });

  it("filters an irregular clock by the time that each sample stands for", () => {
    const jittered = tenHz.map((time, k) => time + 0.03 * Math.sin(5 * k));
    const slow = (time: number) => Math.sin(0.9 * time);
    const fast = jittered.map((time) => slow(time) + Math.sin(2 * Math.PI * 1.5 * time));
    const { values } = resample(jittered, fast, twoHz, { method: "anti-aliased" });
    const missed = values.map((value, k) => value - slow(twoHz[k]!));
    // jitter of a third of a step folds a little of the fast sine back; without the filter all of it comes through
    expect(amplitude(missed)).to.be.below(0.06);
    const linear = resample(jittered, fast, twoHz, { method: "linear" }).values;
    expect(amplitude(linear.map((value, k) => value - slow(twoHz[k]!)))).to.be.above(0.5);
  });
});
