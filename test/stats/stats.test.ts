import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { countPresent } from "../../src/stats/count-present.js";
import { isConstant } from "../../src/stats/is-constant.js";
import { maskedMoments } from "../../src/stats/masked-moments.js";
import { mean } from "../../src/stats/mean.js";
import { pearsonCorrelation } from "../../src/stats/pearson-correlation.js";
import { ranks } from "../../src/stats/ranks.js";
import { variance } from "../../src/stats/variance.js";

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const series = fc.array(fc.oneof({ weight: 5, arbitrary: number }, fc.constant(Number.NaN)), { maxLength: 40 });
const settings = { numRuns: 500, seed: 3 };

describe("stats: mean and variance", () => {
  it("leave missing values out", () => {
    expect(mean([1, Number.NaN, 4])).equal(2.5);
    expect(variance([1, Number.NaN, 4])).equal(4.5);
    expect(variance([1, Number.NaN, 4], { ddof: 0 })).equal(2.25);
    expect(countPresent([1, Number.NaN, 4])).equal(2);
  });

  it("are NaN where there is nothing to say", () => {
    expect(mean([])).NaN;
    expect(mean([Number.NaN])).NaN;
    expect(mean([1, 2], { weights: [0, 0] })).NaN;
    expect(variance([3])).NaN;
    expect(variance([3], { ddof: 0 })).equal(0);
  });

  it("weigh values as repetitions of them", () => {
    expect(mean([2, 5, 7], { weights: [3, 0, 1] })).equal(mean([2, 2, 2, 7]));
    expect(mean([2, Number.NaN], { weights: [3, 9] })).equal(2);
    expect(() => mean([1, 2], { weights: [1] })).throw(ArgumentError, "weights");
  });

  it("keep a small variance upon a large offset", () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).equal(1);
  });

  it("obey var(a·x + b) = a² · var(x)", () => {
    fc.assert(
      fc.property(series, (x) => {
        const found = variance(x.map((value) => 3 * value + 7));
        const expected = 9 * variance(x);
        return Number.isNaN(expected) ? Number.isNaN(found) : Math.abs(found - expected) <= 1e-9 * (1 + expected);
      }),
      settings,
    );
  });
});

describe("stats: pearsonCorrelation", () => {
  it("gives a worked example", () => {
    // Σ(x−mx)(y−my) = 4, Σ(x−mx)² = 5, Σ(y−my)² = 5
    const { r, n, reason } = pearsonCorrelation([1, 2, 3, 4], [2, 1, 4, 3]);
    expect(r).closeTo(0.6, 1e-15);
    expect({ n, reason }).deep.equal({ n: 4, reason: null });
  });

  it("uses the pairs of which both are there", () => {
    const nan = Number.NaN;
    const found = pearsonCorrelation([1, nan, 2, 3, 4, 100], [2, 9, 1, 4, 3, nan]);
    expect(found).deep.equal({ ...pearsonCorrelation([1, 2, 3, 4], [2, 1, 4, 3]) });
  });

  it("says why there is none", () => {
    expect(pearsonCorrelation([1, 2], [5, Number.NaN])).deep.equal({ r: null, n: 1, reason: "too-few-pairs" });
    expect(pearsonCorrelation([0.1, 0.1, 0.1], [1, 2, 3])).deep.equal({ r: null, n: 3, reason: "constant" });
    // constant only on the pairs that are left
    expect(pearsonCorrelation([1, 1, 2], [1, 2, Number.NaN])).deep.equal({ r: null, n: 2, reason: "constant" });
    expect(pearsonCorrelation([1, 2, Infinity], [1, 2, 3])).deep.equal({ r: null, n: 3, reason: "not-finite" });
    expect(() => pearsonCorrelation([1], [1, 2])).throw(ArgumentError);
  });

  it("is symmetric, bounded, and blind to shift and scale", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 30 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const { r } = pearsonCorrelation(x, y);
        if (r === null) return true;
        const back = pearsonCorrelation(y, x).r!;
        return Math.abs(r) <= 1 && Math.abs(back - r) < 1e-12;
      }),
      settings,
    );
    const [x, y] = [
      [0.3, 1.7, -2, 4, 0.1],
      [1, 3, 2, 7, -4],
    ];
    const moved = pearsonCorrelation(
      x!.map((value) => -5 * value + 2),
      y!,
    ).r!;
    expect(moved).closeTo(-pearsonCorrelation(x!, y!).r!, 1e-15);
    expect(pearsonCorrelation(x!, x!).r).closeTo(1, 1e-15);
  });
});

describe("stats: ranks", () => {
  it("shares ranks between equal values and skips missing ones", () => {
    expect([...ranks([3, 1, Number.NaN, 3, 2])]).deep.equal([3.5, 1, Number.NaN, 3.5, 2]);
    expect([...ranks([])]).deep.equal([]);
  });

  it("sums to n(n+1)/2 and counts the smaller and equal ones", () => {
    const few = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 });
    fc.assert(
      fc.property(few, (values) => {
        const found = ranks(values);
        const expected = values.map((value) => {
          const [smaller, equal] = [values.filter((v) => v < value).length, values.filter((v) => v === value).length];
          return smaller + (equal + 1) / 2;
        });
        return expected.every((rank, k) => rank === found[k]);
      }),
      settings,
    );
  });
});

describe("stats: isConstant", () => {
  it("looks at the values that are there", () => {
    expect(isConstant([0.1, Number.NaN, 0.1])).equal(true);
    expect(isConstant([0.1, 0.1 + 2e-17, 0.2])).equal(false);
    expect(isConstant([])).equal(true);
  });
});

describe("stats: maskedMoments", () => {
  it("equals mean and variance of the values under the mask", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(number, fc.constant(Number.NaN)), fc.boolean())), (pairs) => {
        const values = pairs.map(([value]) => value);
        const found = maskedMoments(
          values,
          pairs.map(([, inside]) => Number(inside)),
        );
        const chosen = pairs.filter(([, inside]) => inside).map(([value]) => value);
        expect(found.n).equal(countPresent(chosen));
        expect(found.n + found.missing).equal(chosen.length);
        expect(found.mean).deep.equal(mean(chosen));
        const spread = Math.sqrt(variance(chosen));
        if (Number.isNaN(spread)) expect(found.standardDeviation).NaN;
        else expect(found.standardDeviation).closeTo(spread, 1e-6 * (1 + spread));
      }),
      settings,
    );
  });
});
