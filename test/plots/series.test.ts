import { expect } from "chai";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { binCentres, binTrace } from "../../src/plots/bin-trace.js";
import { firstComponentOrder } from "../../src/plots/first-component-order.js";
import { pairwiseCorrelation } from "../../src/plots/pairwise-correlation.js";
import { spreadLabels } from "../../src/plots/spread-labels.js";
import { standardize } from "../../src/plots/standardize.js";
import { medianStep } from "../../src/stats/median-step.js";

const number = fc.double({ min: -100, max: 100, noNaN: true });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("binTrace", () => {
  it("gives the samples themselves where bins and samples are as many", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 50 }), (values) => {
        const times = values.map((_, index) => index + 0.5);
        const bins = { start: 0, end: values.length, count: values.length };
        expect([...binTrace(values, times, bins)]).to.deep.equal(values);
        expect([...binCentres(bins)]).to.deep.equal(times);
      }),
      { seed: 1 },
    );
  });

  it("means the samples of a bin, passes over missing ones, and is missing where all are", () => {
    const values = [1, 3, Number.NaN, 5, Number.NaN, Number.NaN];
    const binned = binTrace(values, [0, 1, 2, 3, 4, 5], { start: 0, end: 6, count: 3 });
    expect([...binned]).to.deep.equal([2, 5, Number.NaN]);
  });

  it("holds the last sample over a bin that uneven stamps skip, and no longer", () => {
    const times = [0, 1.1, 2.05, 3, 9];
    // of the middle steps 0.95 and 1.1
    expect(medianStep(times)).to.be.closeTo(1.025, 1e-12);
    const binned = binTrace([1, 2, 3, 4, 5], times, { start: 0, end: 10, count: 10 });
    expect([...binned]).to.deep.equal([1, 2, 3, 4, 4, NaN, NaN, NaN, NaN, 5]);
  });
});

describe("standardize", () => {
  it("has mean 0 and standard deviation 1 over what is present, and keeps what is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 40 }), (values) => {
        const z = standardize([...values, Number.NaN]);
        expect(z[values.length]).to.be.NaN;
        const present = [...z.subarray(0, values.length)];
        expect(mean(present)).to.be.closeTo(0, 1e-9);
        const spread = mean(present.map((value) => value ** 2));
        expect(spread).to.be.closeTo(new Set(values).size > 1 ? 1 : 0, 1e-9);
      }),
      { seed: 1 },
    );
  });
});

describe("firstComponentOrder", () => {
  it("orders rows as the leading eigenvector of an independent decomposition does", () => {
    const rows = Array.from({ length: 9 }, (_, row) =>
      Array.from(
        { length: 60 },
        (_, t) => (row - 3.3) * Math.max(0, Math.sin(t / 5)) ** 3 + 0.2 * Math.cos(t * (row + 1)),
      ),
    );
    const matrix = new Matrix(rows);
    const decomposition = new EigenvalueDecomposition(matrix.mmul(matrix.transpose()), { assumeSymmetric: true });
    const vector = decomposition.eigenvectorMatrix.getColumn(8);
    const expected = [...rows.keys()].sort((a, b) => vector[b]! - vector[a]!);
    const found = firstComponentOrder(rows);
    expect([found, [...found].reverse()]).to.deep.include(expected);
    // the drive is skewed upwards: rows that follow it come first
    expect(found[0]).to.equal(8);
    const negated = rows.map((row) => row.map((value) => -value));
    expect(firstComponentOrder(negated)).to.deep.equal([...found].reverse());
  });

  it("counts missing values as the mean", () => {
    expect(
      firstComponentOrder([
        [0, 0, 0, NaN],
        [0, 0, 5, 0],
        [0, 0, 1, 0],
      ]),
    ).to.deep.equal([1, 2, 0]);
  });
});

describe("pairwiseCorrelation", () => {
  it("equals the textbook formula over shared samples", () => {
    const sample = fc.oneof({ weight: 5, arbitrary: number }, fc.constant(Number.NaN));
    const rows = fc.array(fc.array(sample, { minLength: 12, maxLength: 12 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(rows, (data) => {
        const r = pairwiseCorrelation(data);
        const n = data.length;
        data.forEach((a, i) => {
          data.forEach((b, j) => {
            expect(r[i * n + j]).to.deep.equal(r[j * n + i]);
            const shared = a.flatMap((x, k) => (Number.isNaN(x) || Number.isNaN(b[k]!) ? [] : [[x, b[k]!] as const]));
            const [ma, mb] = [mean(shared.map(([x]) => x)), mean(shared.map(([, y]) => y))];
            const cross = mean(shared.map(([x, y]) => (x - ma) * (y - mb)));
            const [va, vb] = [mean(shared.map(([x]) => (x - ma) ** 2)), mean(shared.map(([, y]) => (y - mb) ** 2))];
            if (shared.length > 2 && va > 1e-3 && vb > 1e-3) {
              expect(r[i * n + j]).to.be.closeTo(cross / Math.sqrt(va * vb), 1e-9);
            }
          });
        });
      }),
      { seed: 1 },
    );
  });

  it("is not defined without spread", () => {
    const r = pairwiseCorrelation([
      [1, 1, 1],
      [1, 2, 3],
    ]);
    expect([...r]).to.deep.equal([NaN, NaN, NaN, 1]);
  });
});

describe("spreadLabels", () => {
  it("centres a crowded block on its wishes, and joins blocks that touch", () => {
    const options = { gap: 8, start: 0, end: 100 };
    expect(spreadLabels([50, 50, 50], options)).to.deep.equal([42, 50, 58]);
    expect(spreadLabels([50, 50, 60], options)).to.deep.equal([45 + 1 / 3, 53 + 1 / 3, 61 + 1 / 3]);
    expect(spreadLabels([1, 2], options)).to.deep.equal([0, 8]);
  });

  it("keeps order and distance, stays inside, and moves nothing that has room", () => {
    const wishes = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(wishes, (given) => {
        const sorted = [...given].sort((a, b) => a - b);
        const places = spreadLabels(sorted, { gap: 8, start: 0, end: 100 });
        expect(places).to.have.length(sorted.length);
        for (let index = 1; index < places.length; index++) {
          expect(places[index]! - places[index - 1]!).to.be.at.least(8 - 1e-9);
        }
        for (const place of places) expect(place).to.be.within(-1e-9, 100 + 1e-9);
        const roomy = sorted.every((wish, index) => index === 0 || wish - sorted[index - 1]! >= 8);
        if (roomy) expect(places).to.deep.equal(sorted);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
