import { expect } from "chai";
import { EigenvalueDecomposition, Matrix as Oracle } from "ml-matrix";
import { ArgumentError, NumericError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { Matrix } from "../../src/linalg/provider.js";
import { createRandom } from "../../src/random/create-random.js";

const random = createRandom("linalg");

function normals(rows: number, columns: number): Matrix {
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
}

function transpose(a: Matrix): Matrix {
  const result = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.values[j * a.rows + i] = a.values[i * a.columns + j]!;
  }
  return result;
}

function symmetric(n: number): Matrix {
  const a = normals(n, n);
  const b = transpose(a);
  return matrix(
    n,
    n,
    a.values.map((value, k) => value + b.values[k]!),
  );
}

const oracleOf = (a: Matrix) => Oracle.from1DArray(a.rows, a.columns, a.values);

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).equal(b.length);
  let largest = 0;
  for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k]! - b[k]!));
  return largest;
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Checks A·V = V·diag(values), VᵀV = I, the order and the signs. */
function checkEigen(a: Matrix): Float64Array {
  const n = a.rows;
  const before = a.values.slice();
  const { values, vectors } = jsLinalg.symmetricEigen(a);
  expect(a.values).deep.equal(before);
  const left = jsLinalg.multiply(a, vectors).values;
  const right = vectors.values.map((value, k) => value * values[k % n]!);
  expect(largestDifference(left, right)).at.most(1e-12 * (largest(a.values) * n || 1));
  const identity = jsLinalg.gram(vectors).values;
  for (let k = 0; k < identity.length; k++) expect(identity[k]).closeTo(k % (n + 1) === 0 ? 1 : 0, 1e-12);
  for (let k = 1; k < n; k++) expect(values[k]).at.most(values[k - 1]!);
  for (let column = 0; column < n; column++) {
    let extreme = 0;
    for (let row = 0; row < n; row++) {
      const value = vectors.values[row * n + column]!;
      if (Math.abs(value) > Math.abs(extreme) * (1 + 1e-9)) extreme = value;
    }
    expect(extreme).above(0);
  }
  return values;
}

describe("linalg: multiply and gram", () => {
  it("agree with another library, over block borders", () => {
    for (const [m, k, n] of [
      [1, 1, 1],
      [3, 64, 5],
      [7, 65, 130],
      [130, 129, 63],
    ] as const) {
      const [a, b] = [normals(m, k), normals(k, n)];
      expect(largestDifference(jsLinalg.multiply(a, b).values, oracleOf(a).mmul(oracleOf(b)).to1DArray())).below(1e-11);
      const expected = oracleOf(a).transpose().mmul(oracleOf(a)).to1DArray();
      expect(largestDifference(jsLinalg.gram(a).values, expected)).below(1e-11);
    }
  });

  it("give exactly symmetric Gram matrices", () => {
    const g = jsLinalg.gram(normals(70, 67));
    expect(transpose(g).values).deep.equal(g.values);
  });

  it("work on empty shapes", () => {
    expect(jsLinalg.multiply(matrix(2, 0), matrix(0, 3)).values).deep.equal(new Float64Array(6));
    expect(jsLinalg.gram(matrix(0, 2)).values).deep.equal(new Float64Array(4));
    expect(jsLinalg.gram(matrix(3, 0)).values).deep.equal(new Float64Array(0));
  });

  it("carry NaN on, also against zero", () => {
    const product = jsLinalg.multiply(
      matrix(1, 2, Float64Array.of(0, 1)),
      matrix(2, 1, Float64Array.of(Number.NaN, 1)),
    );
    expect(product.values[0]).NaN;
  });

  it("refuse shapes that do not fit", () => {
    expect(() => jsLinalg.multiply(matrix(2, 3), matrix(2, 3))).throw(ArgumentError, "3 rows");
    expect(() => matrix(2, 3, new Float64Array(5))).throw(ArgumentError, "6 numbers");
    expect(() => matrix(-1, 3)).throw(ArgumentError);
  });
});

describe("linalg: symmetricEigen", () => {
  it("agrees with another library to 1e-12 of the largest value", () => {
    for (const n of [2, 3, 10, 64, 140]) {
      const a = symmetric(n);
      const found = checkEigen(a);
      const expected = new EigenvalueDecomposition(oracleOf(a), { assumeSymmetric: true }).realEigenvalues;
      const falling = [...expected].sort((x, y) => y - x);
      expect(largestDifference(found, falling)).at.most(1e-12 * largest(found));
    }
  });

  it("finds planted values, several of them equal", () => {
    const planted = [5, 5, 5, 2, 2, 0, 0, 0, -1, -7];
    const { vectors } = jsLinalg.symmetricEigen(symmetric(10));
    const scaled = matrix(
      10,
      10,
      vectors.values.map((value, k) => value * planted[k % 10]!),
    );
    const a = jsLinalg.multiply(scaled, transpose(vectors));
    expect(largestDifference(checkEigen(a), planted)).at.most(7e-12);
  });

  it("knows the path graph: 2 cos(kπ/(n+1))", () => {
    const n = 50;
    const a = matrix(n, n);
    for (let i = 0; i + 1 < n; i++) a.values[i * n + i + 1] = a.values[(i + 1) * n + i] = 1;
    const expected = Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(largestDifference(checkEigen(a), expected)).at.most(2e-12);
  });

  it("works on the smallest, on diagonal, on constant and on zero matrices", () => {
    expect(jsLinalg.symmetricEigen(matrix(0, 0)).values.length).equal(0);
    expect([...checkEigen(matrix(1, 1, Float64Array.of(-3)))]).deep.equal([-3]);
    expect([...checkEigen(matrix(3, 3, Float64Array.of(1, 0, 0, 0, 9, 0, 0, 0, 4)))]).deep.equal([9, 4, 1]);
    expect([...checkEigen(matrix(4, 4))]).deep.equal([0, 0, 0, 0]);
    expect(largestDifference(checkEigen(matrix(6, 6, new Float64Array(36).fill(2))), [12, 0, 0, 0, 0, 0])).at.most(
      1e-11,
    );
  });

  it("neither overflows nor vanishes", () => {
    for (const scale of [1e-200, 1e200]) {
      const a = symmetric(5);
      const expected = jsLinalg.symmetricEigen(a).values;
      const found = jsLinalg.symmetricEigen(
        matrix(
          5,
          5,
          a.values.map((value) => value * scale),
        ),
      ).values;
      expect(
        largestDifference(
          found.map((value) => value / scale),
          expected,
        ),
      ).at.most(1e-11);
    }
  });

  it("settles where most eigenvalues are only rounding errors", () => {
    // ten traces that stand twenty times each: rank 10 of 200
    const [rows, distinct, n] = [50, 10, 200];
    const random = createRandom("low rank");
    const base = Float64Array.from({ length: rows * distinct }, () => random.normal());
    const columns = matrix(rows, n);
    for (let index = 0; index < rows * n; index++) {
      columns.values[index] = base[Math.floor(index / n) * distinct + (index % distinct)]!;
    }
    const product = jsLinalg.gram(columns);
    const { values, vectors } = jsLinalg.symmetricEigen(product);
    const rebuilt = jsLinalg.multiply(
      vectors,
      matrix(
        n,
        n,
        Float64Array.from(
          { length: n * n },
          (_, at) => values[Math.floor(at / n)]! * vectors.values[(at % n) * n + Math.floor(at / n)]!,
        ),
      ),
    );
    expect(largestDifference(rebuilt.values, product.values)).at.most(1e-12 * values[0]!);
  });

  it("refuses what has no answer", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => jsLinalg.symmetricEigen(matrix(2, 2, Float64Array.of(1, 0, 0, value)))).throw(NumericError);
    }
    expect(() => jsLinalg.symmetricEigen(matrix(2, 3))).throw(ArgumentError, "square");
    expect(() => jsLinalg.symmetricEigen(matrix(2, 2, Float64Array.of(1, 2, 3, 4)))).throw(ArgumentError, "symmetric");
  });
});
