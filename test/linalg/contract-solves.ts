import { expect } from "chai";
import { CholeskyDecomposition, Matrix as Oracle } from "ml-matrix";
import { ArgumentError, NumericError } from "../../src/errors.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Matrix, MatrixView } from "../../src/linalg/provider.js";
import { solveCholesky } from "../../src/linalg/solve-cholesky.js";
import { createRandom } from "../../src/random/create-random.js";
import type { Provider } from "./contract.js";
import {
  at,
  distance,
  flipped,
  type Layout,
  largestOf,
  layouts,
  made,
  makeView,
  normals,
  roundingOf,
  tripleLoop,
} from "./made-matrices.js";

const everyLayout = Object.keys(layouts) as Layout[];
const rounding = roundingOf.float64;

export function itSolves(linalg: Provider): void {
  it("solves with L and with Lᵀ, of all sizes and layouts, without reading the upper part", () => {
    for (const [n, m] of [
      [0, 0],
      [0, 3],
      [1, 1],
      [2, 0],
      [3, 5],
      [40, 1],
      [65, 7],
      [131, 66],
    ] as const) {
      for (const layout of n > 60 ? everyLayout.slice(0, 4) : everyLayout) {
        const lower = wellConditioned(n);
        const l = makeView(n, n, (i, j) => (j > i ? Number.NaN : at(lower, i, j)), { precision: "float64", layout });
        const values = normals(createRandom(`right ${n} ${m}`), n, m);
        const b = makeView(n, m, (i, j) => at(values, i, j), { precision: "float64", layout });
        expectSolution(lower, linalg().solveTriangular(l, b), values);
        expectSolution(flipped(lower), linalg().solveTriangular(l, b, { transposed: true }), values);
      }
    }
  });

  it("solves stably where L is ill-conditioned", () => {
    // the diagonal falls over 12 powers of ten
    const n = 90;
    const start = wellConditioned(n);
    const lower = made(n, n, (i, j) => at(start, i, j) * 10 ** ((-12 * j) / n));
    const b = normals(createRandom("ill"), n, 3);
    expectSolution(lower, linalg().solveTriangular(lower, b), b);
    expectSolution(flipped(lower), linalg().solveTriangular(lower, b, { transposed: true }), b);
  });

  it("refuses systems without a solution and shapes that do not fit", () => {
    const { solveTriangular } = linalg();
    for (const pivot of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const l = matrix(2, 2, Float64Array.of(1, 0, 3, pivot));
      expect(() => solveTriangular(l, matrix(2, 1))).throw(NumericError, "diagonal entry 1");
    }
    expect(() => solveTriangular(matrix(2, 3), matrix(2, 1))).throw(ArgumentError, "square");
    expect(() => solveTriangular(identity(2), matrix(3, 1))).throw(ArgumentError, "2 rows");
    expect(() => solveTriangular({ ...identity(2), offset: 3 }, matrix(2, 1))).throw(ArgumentError);
    expect(() => solveTriangular(identity(2), { ...matrix(2, 1), rowStride: 5 })).throw(ArgumentError);
  });

  it("carries NaN of the right side on, to its own column alone", () => {
    const b = matrix(2, 2, Float64Array.of(1, Number.NaN, 1, 1));
    const { values } = linalg().solveTriangular(identity(2), b);
    expect([values[0], values[1], values[2]]).deep.equal([1, Number.NaN, 1]);
  });

  it("gives Cholesky factors of all sizes and layouts, as another library, without reading the upper part", () => {
    for (const n of [0, 1, 2, 3, 31, 64, 65, 131]) {
      for (const layout of everyLayout) {
        const a = positiveDefinite(n);
        const view = makeView(n, n, (i, j) => (j > i ? Number.NaN : at(a, i, j)), { precision: "float64", layout });
        const l = linalg().cholesky(view);
        for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(at(l, i, j)).equal(0);
        expect(distance(tripleLoop(l, flipped(l)).product.values, a.values)).at.most(
          (n + 5) * rounding * largestOf(a.values),
        );
        if (n === 0) continue;
        const oracle = new CholeskyDecomposition(Oracle.from1DArray(n, n, a.values));
        expect(distance(l.values, oracle.lowerTriangularMatrix.to1DArray())).at.most(1e-12 * largestOf(l.values));
      }
    }
  });

  it("knows the Cholesky factor of min(i, j): ones", () => {
    const n = 150;
    const l = linalg().cholesky(made(n, n, (i, j) => 1 + Math.min(i, j)));
    expect([...l.values]).deep.equal([...made(n, n, (i, j) => Number(j <= i)).values]);
  });

  it("factorises what is barely positive definite", () => {
    // the Hilbert matrix of 12 has a condition number of 1.7e16
    const hilbert = made(12, 12, (i, j) => 1 / (i + j + 1) + (i === j ? 1e-14 : 0));
    const l = linalg().cholesky(hilbert);
    expect(distance(tripleLoop(l, flipped(l)).product.values, hilbert.values)).at.most(12 * rounding);
  });

  it("says at which row a matrix is not positive definite, or that it is not finite", () => {
    const { cholesky } = linalg();
    for (const row of [0, 5, 64, 100]) {
      const bad = made(130, 130, (i, j) => (i === j ? (i === row ? -1 : 2) : 0));
      expect(() => cholesky(bad)).throw(NumericError, new RegExp(`not positive definite.*\\b${row}\\b`));
    }
    expect(() => cholesky(matrix(2, 2, new Float64Array(4).fill(1)))).throw(NumericError, "not positive definite");
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => cholesky(matrix(2, 2, Float64Array.of(1, 0, value, 1)))).throw(NumericError);
      expect(() => cholesky(matrix(2, 2, Float64Array.of(1, 0, 0, value)))).throw(NumericError);
    }
    expect(() => cholesky(matrix(2, 3))).throw(ArgumentError, "square");
  });

  it("inverts positive definite matrices of all sizes and layouts, without reading the upper part", () => {
    for (const n of [0, 1, 2, 3, 31, 64, 129, 140]) {
      for (const layout of n > 60 ? everyLayout.slice(0, 4) : everyLayout) {
        const a = positiveDefinite(n);
        const view = makeView(n, n, (i, j) => (j > i ? Number.NaN : at(a, i, j)), { precision: "float64", layout });
        const inverse = linalg().invertPositive(view);
        expect(inverse.values).deep.equal(flipped(inverse).values);
        expectSolution(a, inverse, identity(n));
        const into = matrix(n, n, new Float64Array(n * n).fill(Number.NaN));
        expect(linalg().invertPositive(view, { into })).equal(into);
        expect(into.values).deep.equal(inverse.values);
      }
    }
  });

  it("knows the inverse of min(i, j): 2 beside −1, and 1 at the end", () => {
    const n = 150;
    const inverse = linalg().invertPositive(made(n, n, (i, j) => 1 + Math.min(i, j)));
    const expected = made(n, n, (i, j) => (i === j ? (i === n - 1 ? 1 : 2) : -Number(Math.abs(i - j) === 1)));
    expect(distance(inverse.values, expected.values)).equal(0);
  });

  it("refuses to invert what is not positive definite, or not finite", () => {
    const { invertPositive } = linalg();
    const bad = made(130, 130, (i, j) => (i === j ? (i === 100 ? -1 : 2) : 0));
    expect(() => invertPositive(bad)).throw(NumericError, /not positive definite.*\b100\b/);
    expect(() => invertPositive(matrix(2, 2, new Float64Array(4)))).throw(NumericError, "not positive definite");
    expect(() => invertPositive(matrix(2, 2, Float64Array.of(1, 0, Number.NaN, 1)))).throw(NumericError);
    expect(() => invertPositive(matrix(2, 3))).throw(ArgumentError, "square");
    const a = identity(2);
    expect(() => invertPositive(a, { into: a })).throw(ArgumentError, "memory of its own");
    expect(() => invertPositive(a, { into: identity(3) })).throw(ArgumentError, "2 × 2");
  });

  it("solves positive definite systems", () => {
    const a = positiveDefinite(70);
    const b = normals(createRandom("b"), 70, 4);
    expectSolution(a, solveCholesky(linalg(), linalg().cholesky(a), b), b);
  });
}

const identity = (n: number) => made(n, n, (i, j) => Number(i === j));

/** Lower triangular, with a diagonal from 1 to 2 and small entries below it. */
function wellConditioned(n: number): Matrix {
  const random = createRandom(`lower ${n}`);
  return made(n, n, (i, j) => (j > i ? 0 : j === i ? 1 + random.uniform() : random.normal() / n));
}

/** BᵀB / n + I of random numbers. */
function positiveDefinite(n: number): Matrix {
  const b = normals(createRandom(`positive ${n}`), n, n);
  const { product } = tripleLoop(flipped(b), b);
  return made(n, n, (i, j) => at(product, i, j) / n + Number(i === j));
}

/** The residual within what rounding explains: A · X − B against |A| · |X|. */
function expectSolution(a: MatrixView, x: Matrix, b: Matrix): void {
  expect([x.rows, x.columns]).deep.equal([b.rows, b.columns]);
  const { product, sizes } = tripleLoop(a, x);
  for (let k = 0; k < b.values.length; k++) {
    const bound = 4 * (a.rows + 4) * rounding * (sizes.values[k]! + Math.abs(b.values[k]!));
    const error = Math.abs(product.values[k]! - b.values[k]!);
    if (!(error <= bound)) expect.fail(`entry ${k} of ${b.rows} × ${b.columns} is off by ${error}`);
  }
}
