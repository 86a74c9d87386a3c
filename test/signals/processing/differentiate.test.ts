import { expect } from "chai";
import { detrend } from "../../../src/signals/processing/detrend.js";
import { differentiate } from "../../../src/signals/processing/differentiate.js";
import { gradientIrregular } from "../../../src/signals/processing/sample-filters.js";
import { totalVariationFit } from "../../../src/signals/processing/total-variation-fit.js";
import { expectValues, gapped, picked, timeS, traceOf, whole } from "./example-trace.js";

const nan = Number.NaN;

/** F and its objective for several weights: the dual as bounded least squares, scipy.optimize.lsq_linear (bvls). */
const fits: readonly (readonly [weight: number, objective: number, curve: readonly number[]])[] = [
  [
    0.02,
    0.4460331322214932,
    [
      0.3141312578741282, 0.3612042983948173, -1.011809917836087, 0.8843411887551171, -0.3779184424547336,
      -0.4945356945805275,
    ],
  ],
  [
    0.2,
    1.9249447849962238,
    [
      0.7761638829816792, 0.121463735129914, -0.4503410797990377, 0.3028829742226754, -0.01291016286543334,
      0.201221345497529,
    ],
  ],
  [
    2,
    2.4053193076203123,
    [
      0.1772196082069133, 0.1526330382726552, 0.1311595146800062, 0.09897390969484432, 0.08712116833106115,
      0.02920861660169882,
    ],
  ],
];

function objectiveOf(curve: Float64Array, weight: number): number {
  const step = timeS.at(-1)! / (timeS.length - 1);
  const slopes = Array.from({ length: 23 }, (_, k) => (curve[k + 1]! - curve[k]!) / (timeS[k + 1]! - timeS[k]!));
  const distance = curve.reduce((sum, value, k) => sum + (value - whole[k]!) ** 2, 0);
  return (
    (step / 2) * distance + weight * slopes.slice(1).reduce((sum, value, k) => sum + Math.abs(value - slopes[k]!), 0)
  );
}

describe("differentiate", () => {
  it("takes stretches between missing samples by themselves", () => {
    const { values } = differentiate(traceOf(gapped), { differentiate: "gradient" });
    const expected = [
      ...gradientIrregular(timeS.subarray(0, 5), whole.subarray(0, 5)),
      ...[nan, nan],
      ...gradientIrregular(timeS.subarray(7, 13), whole.subarray(7, 13)),
      nan,
      ...gradientIrregular(timeS.subarray(14), whole.subarray(14)),
    ];
    expectValues(values, expected, { tolerance: 1e-14 });
  });

  it("does not reach across a gap in the stamps", () => {
    const stamps = Float64Array.of(0, 1, 2, 3, 9, 10, 11, 30);
    const line = traceOf(
      stamps.map((time, k) => 2 * time + (k > 3 ? 100 : 0)),
      stamps,
    );
    const of = (largest_gap_s?: number) => differentiate(line, { differentiate: "gradient", largest_gap_s }).values;
    expect([...of()]).to.deep.equal([2, 2, 2, 2, 2, 2, 2, nan]);
    expect(of(100)[3]).to.be.above(3);
  });

  for (const [weight, objective, curve] of fits) {
    it(`finds the curve of least variation of its slope for the weight ${weight}`, () => {
      const found = totalVariationFit(timeS, whole, { weight });
      expectValues(found, curve, { at: picked, tolerance: 1e-5 });
      expect(objectiveOf(found, weight)).to.be.closeTo(objective, 1e-8);
      const { values } = differentiate(traceOf(whole), { differentiate: "total-variation", weight });
      expect(values).to.deep.equal(gradientIrregular(timeS, found));
    });
  }

  it("is the slope of the least-squares line where the weight is large, and the gradient where it is small", () => {
    const slope = differentiate(traceOf(whole), { differentiate: "total-variation", weight: 1e6 }).values;
    expectValues(slope, new Array<number>(24).fill(-0.016264675145), { tolerance: 1e-6 });
    const steep = differentiate(traceOf(whole), { differentiate: "total-variation", weight: 1e-9 }).values;
    expectValues(steep, [...gradientIrregular(timeS, whole)], { tolerance: 1e-5 });
  });

  it("does not depend on the units of trace and time", () => {
    const found = totalVariationFit(timeS, whole, { weight: 0.2 });
    const scaled = totalVariationFit(
      timeS.map((time) => 60 + 10 * time),
      whole.map((value) => 1000 * value + 5e4),
      { weight: 0.2 * 1000 * 100 },
    );
    expectValues(
      scaled.map((value) => (value - 5e4) / 1000),
      [...found],
      { tolerance: 1e-6 },
    );
  });

  it("finds the slopes of a noisy zigzag of thousands of samples", () => {
    const length = 3000;
    const stamps = Float64Array.from({ length }, (_, k) => k / 3);
    const zigzag = stamps.map((time) => 2 * Math.abs(((time / 100) % 2) - 1));
    // noise of known size that any generator gives: the fraction of a large multiple
    const noisy = zigzag.map((value, k) => value + 0.1 * (((k * 7919.123) % 1) - 0.5));
    const slopes = differentiate(traceOf(noisy, stamps), { differentiate: "total-variation", weight: 3 }).values;
    for (let k = 60; k < length - 60; k++) {
      const phase = (k / 3) % 100;
      if (phase < 15 || phase > 85) continue;
      expect(slopes[k], `sample ${k}`).to.be.closeTo((k / 300) % 2 < 1 ? -0.02 : 0.02, 0.002);
    }
  });

  it("keeps the line in the trace whatever the weight", () => {
    const length = 2500;
    const stamps = Float64Array.from({ length }, (_, k) => 0.3 * k + 0.05 * Math.sin(k));
    const noisy = stamps.map((time, k) => Math.sin(time / 40) + 0.01 * time + 0.3 * (((k * 7919.123) % 1) - 0.5));
    for (const weight of [0.01, 1, 100, 1000]) {
      const off = totalVariationFit(stamps, noisy, { weight }).map((value, k) => value - noisy[k]!);
      expect(
        off.reduce((sum, value) => sum + value, 0),
        `${weight}`,
      ).to.be.closeTo(0, 1e-7);
      expect(
        off.reduce((sum, value, k) => sum + value * stamps[k]!, 0),
        `${weight}`,
      ).to.be.closeTo(0, 1e-4);
    }
  });

  it("says what it cannot do", () => {
    const trace = traceOf(whole);
    expect(() => differentiate(trace, { differentiate: "total-variation" })).to.throw("weight above 0");
    expect(() => differentiate(trace, { differentiate: "total-variation", weight: -1 })).to.throw("above 0, found -1");
    const twice = traceOf(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 1));
    expect(() => differentiate(twice, { differentiate: "gradient" })).to.throw("1 after 1");
    expect(() => differentiate(twice, { differentiate: "total-variation", weight: 1 })).to.throw("1 after 1");
    const flat = differentiate(traceOf(new Float64Array(24).fill(5)), { differentiate: "total-variation", weight: 1 });
    expectValues(flat.values, new Array<number>(24).fill(0), { tolerance: 1e-14 });
  });
});

describe("detrend", () => {
  it("takes off the mean or the least-squares line of the samples that are there", () => {
    const rest = [-0.0346519054601685, -0.1006195879289663, -1.37446074364747, 0.993765237640956, -0.629374194585456];
    const { values } = detrend(traceOf(gapped), { detrend: "linear" });
    expectValues(values, rest, { at: picked });
    expect(values[5]).to.be.NaN;
    const centred = detrend(traceOf(Float64Array.of(1, nan, 3), Float64Array.of(0, 1, 2)), { detrend: "mean" });
    expect([...centred.values]).to.deep.equal([-1, nan, 1]);
    const once = detrend(traceOf(Float64Array.of(4), Float64Array.of(3)), { detrend: "linear" });
    expect([...once.values]).to.deep.equal([0]);
  });
});
