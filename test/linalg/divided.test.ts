import { expect } from "chai";
import fc from "fast-check";
import { bidiagonalSingular } from "../../src/linalg/bidiagonal-singular.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import type { Matrix } from "../../src/linalg/provider.js";
import { tridiagonalEigen } from "../../src/linalg/tridiagonal-eigen.js";
import { distance, flipped, fromOrthonormal, largestOf, made, rebuilt } from "./made-matrices.js";

const linalg = jsLinalg;

/** Zeros, ones that repeat, and numbers over 20 powers of ten of both signs. */
const entry = fc.oneof(
  fc.constantFrom(0, 1, -1, 1e-8),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.integer({ min: -20, max: 0 }).map((power) => 10 ** power),
);
/** Two sequences; a few entries over and over, or all their own. */
const bands = fc
  .tuple(fc.integer({ min: 0, max: 90 }), fc.array(entry, { minLength: 1, maxLength: 200 }))
  .map(([n, given]) => ({
    main: Float64Array.from({ length: n }, (_, k) => (k === 0 ? 1 : given[(2 * k) % given.length]!)),
    beside: Float64Array.from({ length: Math.max(0, n - 1) }, (_, k) => given[(2 * k + 1) % given.length]!),
  }));

function expectDecomposed(a: Matrix, left: Matrix, values: Float64Array, right: Matrix): void {
  const [u, v] = [flipped(left), flipped(right)];
  expect(fromOrthonormal(u)).at.most(1e-13);
  expect(fromOrthonormal(v)).at.most(1e-13);
  expect(distance(rebuilt(u, values, v).values, a.values)).at.most(1e-13 * largestOf(a.values));
  for (let k = 1; k < values.length; k++) expect(values[k]).at.least(values[k - 1]!);
}

describe("linalg: division of band matrices", () => {
  it("gives eigenvalues and orthonormal vectors of any tridiagonal matrix", () => {
    fc.assert(
      fc.property(bands, ({ main, beside }) => {
        const a = made(main.length, main.length, (i, j) =>
          i === j ? main[i]! : Math.abs(i - j) === 1 ? beside[Math.min(i, j)]! : 0,
        );
        const { values, rows } = tridiagonalEigen(main, beside, { linalg });
        expectDecomposed(a, rows, values, rows);
      }),
    );
  });

  it("gives singular values and orthonormal vectors of any bidiagonal matrix", () => {
    fc.assert(
      fc.property(bands, ({ main, beside }) => {
        const a = made(main.length, main.length, (i, j) => (i === j ? main[i]! : j === i + 1 ? beside[i]! : 0));
        const { values, left, right } = bidiagonalSingular(main, beside, { linalg });
        expectDecomposed(a, left, values, right);
        for (const value of values) expect(value).at.least(0);
      }),
    );
  });

  it("settles where a part is far below the rounding of the whole", () => {
    for (const tiny of [1e-309, 5e-324, 1e-200, 1e-17]) {
      const [main, beside] = [new Float64Array(30).fill(tiny), new Float64Array(29).fill(-tiny)];
      main[0] = 1;
      const { values, rows } = tridiagonalEigen(main, beside, { linalg });
      expect(distance(values.map(Math.round), [...Array(29).fill(0), 1])).equal(0);
      expect(fromOrthonormal(flipped(rows))).at.most(1e-13);
      expect(fromOrthonormal(flipped(bidiagonalSingular(main, beside, { linalg }).left))).at.most(1e-13);
    }
  });

  it("keeps vectors orthogonal where a singular value shrinks from part to part", () => {
    for (const tiny of [0, 1e-11]) {
      const [main, beside] = [new Float64Array(63).fill(tiny), new Float64Array(62).fill(1)];
      main[0] = 1;
      const { values, left, right } = bidiagonalSingular(main, beside, { linalg });
      expect(values[0]).within(0, 1e-14);
      expect(fromOrthonormal(flipped(left))).at.most(1e-13);
      expect(fromOrthonormal(flipped(right))).at.most(1e-13);
    }
  });

  it("keeps neighbours apart in Wilkinson's matrix, whose largest values come in pairs closer than rounding", () => {
    const main = Float64Array.from({ length: 101 }, (_, k) => Math.abs(k - 50));
    const { values, rows } = tridiagonalEigen(main, new Float64Array(100).fill(1), { linalg });
    expect(fromOrthonormal(flipped(rows))).at.most(1e-13);
    // numpy.linalg.eigvalsh
    expect(values[100]).closeTo(50.74619418, 5e-9);
    expect(values[100]! - values[99]!).within(0, 1e-12);
    expect(values[0]).closeTo(-1.12544152, 5e-9);
  });
});
