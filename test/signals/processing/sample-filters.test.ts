import { expect } from "chai";
import {
  exponentialSmooth,
  gaussianOneSided,
  gradientIrregular,
  movingMeanTrailing,
} from "../../../src/signals/processing/sample-filters.js";

const x = [1, -2, 0.5, 4, 3, 3.5];
const nan = Number.NaN;
/** NumPy 2 in float64. */
const gaussianOfNumpy = [
  1, -0.5936281201212689, -0.2645463455008244, 1.2627020705194694, 2.1428451934747987, 2.843081094040211,
];
const gradientOfNumpy = [-10, -3.0357142857142847, 29.25, 30.446428571428566, 0.2759740259740264, 1.25];

function expectClose(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-14): void {
  expect(found.length).to.equal(expected.length);
  expected.forEach((value, index) => {
    expect(found[index], `entry ${index}`).to.be.closeTo(value, tolerance);
  });
}

describe("filters counted in samples", () => {
  it("mean the last samples, fewer at the start", () => {
    const y = movingMeanTrailing(
      Array.from({ length: 30 }, (_, k) => k + 1),
      8,
    );
    expect([y[0], y[1], y[7], y[8]]).to.deep.equal([1, 1.5, 4.5, 5.5]);
    expect([...movingMeanTrailing(x, 1)]).to.deep.equal(x);
  });

  it("smooth exponentially", () => {
    expect([...exponentialSmooth([1, 2, 3, 4], 0.5)]).to.deep.equal([1, 1.5, 2.25, 3.125]);
    expect([...exponentialSmooth(x, 1)]).to.deep.equal(x);
  });

  it("weigh the past by half a Gaussian", () => {
    expect(gaussianOneSided([0, 1], 5)[1]).to.be.closeTo(0.5049998, 5e-8);
    // Σ w x / Σ w for every index, NumPy in float64
    expectClose(gaussianOneSided(x, 2), gaussianOfNumpy);
    const constant = gaussianOneSided(new Float64Array(500).fill(3), 4);
    expectClose(constant, new Array(500).fill(3));
  });

  it("differentiate on an irregular axis as numpy.gradient does", () => {
    const t = [0, 0.3, 0.7, 0.8, 1.5, 1.9];
    expectClose(gradientIrregular(t, x), gradientOfNumpy, 1e-12);
    const parabola = t.map((time) => 3 * time ** 2 - time + 2);
    const slopes = gradientIrregular(t, parabola);
    for (let index = 1; index < 5; index++) expect(slopes[index]).to.be.closeTo(6 * t[index]! - 1, 1e-12);
    expect(gradientIrregular([2], [5])[0]).to.be.NaN;
  });

  it("let a missing sample into every sum that takes it", () => {
    const y = movingMeanTrailing([1, nan, 3, 4, 5], 2);
    expect([...y]).to.deep.equal([1, nan, nan, 3.5, 4.5]);
  });

  it("refuse widths and stamps that cannot be meant", () => {
    expect(() => movingMeanTrailing(x, 0)).to.throw("whole number from 1");
    expect(() => movingMeanTrailing(x, 2.5)).to.throw("found 2.5");
    expect(() => gaussianOneSided(x, 0)).to.throw("above 0");
    expect(() => exponentialSmooth(x, 0)).to.throw("at most 1");
    expect(() => gradientIrregular([0, 1, 1, 2, 3, 4], x)).to.throw("1 after 1");
    expect(() => gradientIrregular([0, 1], x)).to.throw("2 samples");
  });
});
