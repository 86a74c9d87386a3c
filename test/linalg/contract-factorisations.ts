import { expect } from "chai";
import { EigenvalueDecomposition, Matrix as Oracle, SingularValueDecomposition } from "ml-matrix";
import { ArgumentError, NumericError } from "../../src/errors.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Matrix, MatrixView } from "../../src/linalg/provider.js";
import { createRandom } from "../../src/random/create-random.js";
import type { Provider } from "./contract.js";
import {
  at,
  distance,
  flipped,
  fromOrthonormal,
  type Layout,
  largestOf,
  layouts,
  made,
  makeView,
  normals,
  orthonormal,
  rebuilt,
  spectra,
  tripleLoop,
} from "./made-matrices.js";

const everyLayout = Object.keys(layouts) as Layout[];
const tolerance = 1e-12;
/** m × n: empty, single rows and columns, tall, wide, around and above the sizes of blocks. */
const shapes = [
  [0, 0],
  [0, 3],
  [3, 0],
  [1, 1],
  [1, 6],
  [6, 1],
  [2, 2],
  [3, 2],
  [2, 3],
  [40, 33],
  [33, 70],
  [65, 65],
  [140, 90],
  [70, 131],
] as const;

export function itFactorises(linalg: Provider): void {
  const eigen = (a: MatrixView<Float64Array>) => checkedEigen(linalg, a);
  const svd = (a: MatrixView<Float64Array>) => checkedSvd(linalg, a);

  it("gives eigenvalues and vectors of random symmetric matrices, as another library", () => {
    for (const n of [0, 1, 2, 3, 10, 33, 64, 140]) {
      const b = normals(createRandom(`symmetric ${n}`), n, n);
      const a = made(n, n, (i, j) => at(b, i, j) + at(b, j, i));
      const values = eigen(a);
      for (const layout of n < 40 ? everyLayout : []) {
        const view = makeView(n, n, (i, j) => at(a, i, j), { precision: "float64", layout });
        expect(distance(eigen(view), values)).at.most(tolerance * largestOf(values));
      }
      if (n === 0) continue;
      const oracle = new EigenvalueDecomposition(Oracle.from1DArray(n, n, a.values), { assumeSymmetric: true });
      const expected = [...oracle.realEigenvalues].sort((x, y) => y - x);
      expect(distance(values, expected)).at.most(tolerance * largestOf(values));
    }
  });

  for (const [name, spectrum] of Object.entries(spectra)) {
    it(`finds eigenvalues and singular values that are ${name}`, () => {
      for (const n of [1, 2, 7, 40, 101]) {
        const planted = Array.from({ length: n }, (_, k) => spectrum(k, n));
        const random = createRandom(`${name} ${n}`);
        const [u, v] = [orthonormal(random, n + 20, n), orthonormal(random, n, n)];
        const symmetric = rebuilt(v, planted, v);
        const exact = made(n, n, (i, j) => at(symmetric, Math.max(i, j), Math.min(i, j)));
        expect(distance(eigen(exact), planted)).at.most(tolerance * largestOf(planted));
        expect(distance(svd(rebuilt(u, planted, v)), planted)).at.most(tolerance * largestOf(planted));
      }
    });
  }

  it("works above the sizes of all blocks", () => {
    const n = 310;
    const random = createRandom("large");
    const b = normals(random, n, n);
    const signs = eigen(made(n, n, (i, j) => at(b, i, j) + at(b, j, i))).map(Math.sign);
    // half of the values of such a matrix are negative, but for a few
    expect(Math.abs(signs.reduce((sum, sign) => sum + sign, 0))).at.most(20);
    const values = svd(b);
    const squares = b.values.reduce((sum, value) => sum + value * value, 0);
    const sum = values.reduce((total, value) => total + value * value, 0);
    expect(sum / squares).closeTo(1, 1e-12);
    checkedQr(linalg, b);
  });

  it("knows the path graph, 2 cos(kπ/(n+1)), which is tridiagonal already", () => {
    const n = 130;
    const expected = Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(distance(eigen(made(n, n, (i, j) => Number(Math.abs(i - j) === 1))), expected)).at.most(tolerance);
  });

  it("knows diagonal and constant matrices and blocks that do not touch", () => {
    expect([...eigen(matrix(3, 3, Float64Array.of(1, 0, 0, 0, 9, 0, 0, 0, -4)))]).deep.equal([9, 1, -4]);
    expect(distance(eigen(made(70, 70, () => 2)), [140, ...Array(69).fill(0)])).at.most(140 * tolerance);
    // 2 × 2 blocks [[1, 2], [2, 1]]
    const pairs = made(80, 80, (i, j) => (i >> 1 === j >> 1 ? (i === j ? 1 : 2) : 0));
    expect(distance(eigen(pairs), [...Array(40).fill(3), ...Array(40).fill(-1)])).at.most(3 * tolerance);
    const diagonal = made(5, 3, (i, j) => (i === j ? [2, -7, 0][i]! : 0));
    expect(distance(svd(diagonal), [7, 2, 0])).at.most(7 * tolerance);
  });

  it("agrees with NumPy on the Hilbert matrix of 8", () => {
    // numpy.linalg.eigvalsh(scipy.linalg.hilbert(8))
    const expected = [
      1.695938996921949, 0.29812521131693065, 0.02621284357811891, 0.001467688117741776, 5.43694336974e-5,
      1.29433209188e-6, 1.79887374e-8, 1.11154e-10,
    ];
    const hilbert = made(8, 8, (i, j) => 1 / (i + j + 1));
    expect(distance(eigen(hilbert), expected)).at.most(2e-15);
    expect(distance(svd(hilbert), expected)).at.most(2e-15);
  });

  it("neither overflows nor vanishes", () => {
    const a = made(40, 40, (i, j) => Math.cos(i + j) + Math.sin(i * j));
    for (const scale of [1e-290, 1e-160, 1e160, 1e290]) {
      const scaled = made(40, 40, (i, j) => at(a, i, j) * scale);
      const [values, expected] = [eigen(scaled), eigen(a)];
      expect(
        distance(
          values.map((value) => value / scale),
          expected,
        ),
      ).at.most(tolerance * largestOf(expected));
      const singular = svd(scaled).map((value) => value / scale);
      expect(distance(singular, svd(a))).at.most(tolerance * largestOf(singular));
      checkedQr(linalg, scaled);
    }
  });

  it("refuses eigenvalues of what is not symmetric, not square or not finite", () => {
    const { symmetricEigen } = linalg();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => symmetricEigen(matrix(2, 2, Float64Array.of(1, 0, 0, value)))).throw(NumericError);
      expect(() => linalg().svd(matrix(2, 2, Float64Array.of(1, 0, 0, value)))).throw(NumericError);
      expect(() => linalg().qr(matrix(2, 2, Float64Array.of(1, 0, 0, value)))).throw(NumericError);
    }
    expect(() => symmetricEigen(matrix(2, 3))).throw(ArgumentError, "square");
    expect(() => symmetricEigen(matrix(2, 2, Float64Array.of(1, 2, 3, 4)))).throw(ArgumentError, "symmetric");
    expect(() => linalg().svd({ ...matrix(2, 2), offset: 1 })).throw(ArgumentError);
    expect(() => linalg().qr({ ...matrix(2, 2), offset: 1 })).throw(ArgumentError);
  });

  it("gives singular values and vectors of all shapes and layouts, as another library", () => {
    for (const [m, n] of shapes) {
      const a = normals(createRandom(`svd ${m} ${n}`), m, n);
      const values = svd(a);
      for (const layout of m * n < 2000 ? everyLayout : []) {
        const view = makeView(m, n, (i, j) => at(a, i, j), { precision: "float64", layout });
        expect(distance(svd(view), values)).at.most(tolerance * largestOf(values));
      }
      if (m * n === 0) continue;
      const oracle = new SingularValueDecomposition(Oracle.from1DArray(m, n, a.values), { autoTranspose: true });
      expect(distance(values, oracle.diagonal.slice(0, values.length))).at.most(tolerance * largestOf(values));
    }
  });

  it("gives QR of all shapes and layouts", () => {
    for (const [m, n] of shapes) {
      const a = normals(createRandom(`qr ${m} ${n}`), m, n);
      for (const layout of everyLayout) {
        checkedQr(
          linalg,
          makeView(m, n, (i, j) => at(a, i, j), { precision: "float64", layout }),
        );
      }
    }
  });

  it("gives QR of graded, rank-deficient and zero matrices", () => {
    const random = createRandom("deficient");
    checkedQr(linalg, matrix(50, 40));
    checkedQr(
      linalg,
      made(60, 40, (i, j) => Math.sin(i + 1) * 10 ** (-j / 2)),
    );
    checkedQr(linalg, tripleLoop(normals(random, 70, 5), normals(random, 5, 66)).product);
  });
}

/** Checks A · V = V · diag(values), VᵀV = I, the order, the signs, and that A is kept. */
function checkedEigen(linalg: Provider, a: MatrixView<Float64Array>): Float64Array {
  const n = a.rows;
  const before = a.values.slice();
  const { values, vectors } = linalg().symmetricEigen(a);
  expect(a.values).deep.equal(before);
  expect([values.length, vectors.rows, vectors.columns]).deep.equal([n, n, n]);
  expect(distance(rebuilt(vectors, values, vectors).values, flipped(a).values)).at.most(tolerance * largestOf(values));
  expect(fromOrthonormal(vectors)).at.most(tolerance);
  expectFalling(values);
  for (let k = 0; k < n; k++) {
    const column = Float64Array.from({ length: n }, (_, i) => at(vectors, i, k));
    expect(Math.max(...column)).at.least(largestOf(column) * (1 - 1e-8));
  }
  return values;
}

/** Checks A = U · diag(values) · Vᵀ, UᵀU = I = VᵀV, the order, and that A is kept. */
function checkedSvd(linalg: Provider, a: MatrixView<Float64Array>): Float64Array {
  const before = a.values.slice();
  const { u, values, v } = linalg().svd(a);
  expect(a.values).deep.equal(before);
  const k = Math.min(a.rows, a.columns);
  expect([u.rows, u.columns, values.length, v.rows, v.columns]).deep.equal([a.rows, k, k, a.columns, k]);
  expect(distance(rebuilt(u, values, v).values, flipped(flipped(a)).values)).at.most(tolerance * largestOf(values));
  expect(fromOrthonormal(u)).at.most(tolerance);
  expect(fromOrthonormal(v)).at.most(tolerance);
  expectFalling(values);
  if (k > 0) expect(values[k - 1]).at.least(0);
  return values;
}

/** Checks A = Q · R, QᵀQ = I, the triangle, its diagonal, and that A is kept. */
function checkedQr(linalg: Provider, a: MatrixView<Float64Array>): void {
  const before = a.values.slice();
  const { q, r } = linalg().qr(a);
  expect(a.values).deep.equal(before);
  const k = Math.min(a.rows, a.columns);
  expect([q.rows, q.columns, r.rows, r.columns]).deep.equal([a.rows, k, k, a.columns]);
  const copy: Matrix = flipped(flipped(a));
  expect(distance(tripleLoop(q, r).product.values, copy.values)).at.most(tolerance * 10 * largestOf(copy.values));
  expect(fromOrthonormal(q)).at.most(tolerance);
  for (let i = 0; i < k; i++) {
    expect(at(r, i, i)).at.least(0);
    for (let j = 0; j < i; j++) expect(at(r, i, j)).equal(0);
  }
}

function expectFalling(values: Float64Array): void {
  for (let k = 1; k < values.length; k++) expect(values[k]).at.most(values[k - 1]!);
}
