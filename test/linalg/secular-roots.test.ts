import { expect } from "chai";
import fc from "fast-check";
import { secularRoots } from "../../src/linalg/secular-roots.js";
import { weightsOfRoots } from "../../src/linalg/weights-of-roots.js";

/** Poles from their distances, which span 15 powers of ten, and weights over 25. */
const equation = fc
  .array(fc.tuple(fc.double({ min: -15, max: 0, noNaN: true }), fc.double({ min: -25, max: 0, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((pairs) => {
    const poles: number[] = [];
    for (const [power] of pairs) poles.push((poles.at(-1) ?? -1) + 10 ** power + 1e-15);
    return { poles: Float64Array.from(poles), weights: Float64Array.from(pairs, ([, power]) => 10 ** power) };
  });

describe("linalg: secularRoots", () => {
  it("finds a root right of every pole, left of the next", () => {
    fc.assert(
      fc.property(equation, ({ poles, weights }) => {
        const { gaps, offsets, origins } = secularRoots(poles, weights);
        const n = poles.length;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) expect(Math.sign(gaps.values[i * n + j]!)).equal(j <= i ? -1 : 1);
          expect(gaps.values[i * n + origins[i]!]).equal(-offsets[i]!);
        }
      }),
    );
  });

  it("leaves nothing but rounding in the equation", () => {
    fc.assert(
      fc.property(equation, ({ poles, weights }) => {
        const { gaps, offsets } = secularRoots(poles, weights);
        const n = poles.length;
        for (let i = 0; i < n; i++) {
          let [value, size, slope] = [1, 1, 0];
          for (let j = 0; j < n; j++) {
            const term = weights[j]! / gaps.values[i * n + j]!;
            value += term;
            size += Math.abs(term);
            slope += term / gaps.values[i * n + j]!;
          }
          // a root is a number of 53 bits: half of its last one moves the value by the slope
          expect(Math.abs(value)).at.most(Number.EPSILON * ((n + 8) * size + 2 * Math.abs(offsets[i]!) * slope));
        }
      }),
    );
  });

  it("knows two poles: the roots of a quadratic equation", () => {
    const { offsets, origins } = secularRoots(Float64Array.of(0, 4), Float64Array.of(2, 2));
    // 1 + 2 / (0 − x) + 2 / (4 − x) = 0: x² − 8 x + 8 = 0
    const roots = offsets.map((offset, i) => 4 * origins[i]! + offset);
    expect(roots[0]).closeTo(4 - Math.sqrt(8), 1e-15);
    expect(roots[1]).closeTo(4 + Math.sqrt(8), 2e-15);
  });

  it("gives the weights back from the roots", () => {
    fc.assert(
      fc.property(equation, ({ poles, weights }) => {
        const { gaps } = secularRoots(poles, weights);
        const found = weightsOfRoots(poles, gaps);
        // where roots are rounded off their poles, weights are exact to the rounding of the largest
        const largest = Math.max(...weights);
        const total = found.reduce((sum, weight) => sum + weight * weight, 0);
        const expected = weights.reduce((sum, weight) => sum + weight, 0);
        expect(total / expected).closeTo(1, 1e-9);
        found.forEach((weight, j) => {
          expect(Math.abs(weight * weight - weights[j]!)).at.most(1e-9 * largest);
        });
      }),
    );
  });
});
