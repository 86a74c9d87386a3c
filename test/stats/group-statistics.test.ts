import { expect } from "chai";
import fc from "fast-check";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.js";
import { circularMean, wrapAngle } from "../../src/stats/circular-mean.js";
import { cohensD } from "../../src/stats/cohens-d.js";
import { combineCorrelations, fisherZ } from "../../src/stats/fisher-z.js";
import { groupAuc } from "../../src/stats/group-auc.js";
import { maskedMoments } from "../../src/stats/masked-moments.js";
import { rankOrder } from "../../src/stats/rank-order.js";

const nan = Number.NaN;

describe("stats: benjaminiHochberg", () => {
  it("gives the values of R's p.adjust", () => {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), method = "BH")
    const q = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.5]);
    [0.025, 0.05, 0.05, 0.025, 0.5].forEach((value, index) => {
      expect(q[index]).closeTo(value, 1e-15);
    });
  });

  it("leaves out tests that could not be made", () => {
    expect([...benjaminiHochberg([nan, 0.02, nan, 0.5])]).deep.equal([nan, 0.04, nan, 0.5]);
    expect([...benjaminiHochberg([])]).deep.equal([]);
  });

  it("never lies below p or above 1, and keeps the order of p", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (p) => {
        const q = benjaminiHochberg(p);
        p.forEach((value, i) => {
          expect(q[i]).within(value, 1);
          p.forEach((other, j) => {
            if (value < other) expect(q[i]).at.most(q[j]!);
          });
        });
      }),
    );
  });
});

describe("stats: cohensD", () => {
  const moments = (values: readonly number[]) => maskedMoments(values, new Uint8Array(values.length).fill(1));

  it("is the difference in units of the pooled spread", () => {
    // means 5 and 2, both variances 2.5 and 1: pooled (4 * 2.5 + 2 * 1) / 6 = 2
    expect(cohensD(moments([3, 4, 5, 6, 7]), moments([1, 2, 3]))).closeTo(3 / Math.SQRT2, 1e-15);
  });

  it("is not there where nothing varies or a group has one value", () => {
    expect(cohensD(moments([1, 1]), moments([2, 2]))).deep.equal(nan);
    expect(cohensD(moments([1]), moments([2, 3]))).deep.equal(nan);
  });
});

describe("stats: circularMean", () => {
  it("means over the seam", () => {
    const { angle, resultant, n } = circularMean([0.1, 2 * Math.PI - 0.1, nan]);
    expect(Math.min(angle, 2 * Math.PI - angle)).closeTo(0, 1e-15);
    expect(resultant).closeTo(Math.cos(0.1), 1e-15);
    expect(n).equal(2);
  });

  it("has no direction where there is no angle, and none to speak of where angles cancel", () => {
    expect(circularMean([])).deep.equal({ angle: nan, resultant: nan, n: 0 });
    expect(circularMean([0, Math.PI]).resultant).closeTo(0, 1e-15);
  });

  it("wraps into one turn", () => {
    expect(wrapAngle(-1e-20)).equal(0);
    expect(wrapAngle(-Math.PI / 2)).closeTo(1.5 * Math.PI, 1e-15);
    expect(wrapAngle(7 * Math.PI)).closeTo(Math.PI, 1e-14);
  });
});

describe("stats: Fisher's z", () => {
  it("is artanh, finite at the ends, and combines to its own mean", () => {
    expect(fisherZ(0.5)).equal(Math.atanh(0.5));
    expect(Number.isFinite(fisherZ(1))).equal(true);
    const { r, zStandardDeviation, n } = combineCorrelations([0.2, nan, 0.8]);
    expect(r).closeTo(Math.tanh((Math.atanh(0.2) + Math.atanh(0.8)) / 2), 1e-15);
    expect(zStandardDeviation).closeTo((Math.atanh(0.8) - Math.atanh(0.2)) / Math.SQRT2, 1e-15);
    expect(n).equal(2);
    expect(combineCorrelations([0.3]).zStandardDeviation).deep.equal(nan);
  });
});

describe("stats: groupAuc", () => {
  /** By counting all pairs. */
  function counted(values: readonly number[], groups: readonly number[], shift: number): number {
    const own = (group: number) =>
      values.filter((value, i) => !Number.isNaN(value) && groups[(i + shift) % groups.length] === group);
    const [first, second] = [own(1), own(2)];
    let wins = 0;
    for (const a of first) for (const b of second) wins += a > b ? 1 : a === b ? 0.5 : 0;
    return first.length * second.length > 0 ? wins / (first.length * second.length) : nan;
  }

  it("counts the pairs that the first group wins, ties half, under every shift", () => {
    const sample = fc.tuple(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(nan), fc.double()), fc.nat(2));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 25 }), fc.nat(24), (samples, turn) => {
        const values = samples.map(([value]) => value);
        const groups = samples.map(([, group]) => group);
        const shift = turn % samples.length;
        const found = groupAuc(rankOrder(values), Uint8Array.from(groups))(shift);
        const expected = counted(values, groups, shift);
        if (Number.isNaN(expected)) expect(found).deep.equal(nan);
        else expect(found).closeTo(expected, 1e-15);
      }),
      { numRuns: 500 },
    );
  });

  it("is 1 where every value of the first group is larger, and 0 the other way round", () => {
    const ranks = rankOrder([5, 1, 6, 2]);
    expect(groupAuc(ranks, Uint8Array.of(1, 2, 1, 2))(0)).equal(1);
    expect(groupAuc(ranks, Uint8Array.of(1, 2, 1, 2))(1)).equal(0);
  });
});
