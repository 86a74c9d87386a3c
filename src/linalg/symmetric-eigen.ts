import { ArgumentError, NumericError } from "../errors.js";
import { implicitQl } from "./implicit-ql.js";
import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";
import { tridiagonalize } from "./tridiagonalize.js";

/** How far two mirrored entries may differ, against the largest entry. */
const symmetryTolerance = 1e-10;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: A = V · diag(values) · Vᵀ, Vᵀ · V = I, by Householder
 * tridiagonalisation and the implicit QL method (Golub and Van Loan, Matrix Computations, 4th ed., sections 8.3.1 and
 * 8.3.3). The lower triangle is read.
 *
 * @param a - n × n, n ≥ 0, symmetric to 1e-10 of its largest entry.
 * @returns `values`: n eigenvalues, falling; `vectors`: n × n, column k belongs to value k, of length 1, its component
 *   of the largest size positive (the first of these where several are equally large).
 * @throws ArgumentError when A is not square or not symmetric; NumericError when it holds NaN or an infinity.
 */
export function symmetricEigen(a: Matrix): { readonly values: Float64Array; readonly vectors: Matrix } {
  const scale = checkSymmetric(a);
  const n = a.rows;
  if (n === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
  // scaled to 1, so that squares neither overflow nor vanish
  const rows = Float64Array.from(a.values, (value) => (scale > 0 ? value / scale : 0));
  const { diagonal, offDiagonal } = tridiagonalize(rows, n);
  implicitQl(diagonal, offDiagonal, rows, n);
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => diagonal[j]! - diagonal[i]! || i - j);
  const values = Float64Array.from(order, (k) => diagonal[k]! * scale);
  const vectors = matrix(n, n);
  order.forEach((from, to) => {
    const sign = signOfLargest(rows, from, n);
    for (let i = 0; i < n; i++) vectors.values[i * n + to] = sign * rows[i * n + from]!;
  });
  return { values, vectors };
}

function checkSymmetric(a: Matrix): number {
  const n = a.rows;
  if (a.columns !== n) {
    throw new ArgumentError({ argument: "a", expected: "a square matrix", found: `${a.rows} × ${a.columns}` });
  }
  let scale = 0;
  for (const value of a.values) {
    if (!Number.isFinite(value))
      throw new NumericError({ quantity: "eigenvalues", reason: `the matrix holds ${value}` });
    scale = Math.max(scale, Math.abs(value));
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (Math.abs(a.values[i * n + j]! - a.values[j * n + i]!) <= symmetryTolerance * scale) continue;
      const found = `${a.values[i * n + j]} and ${a.values[j * n + i]} at (${i}, ${j})`;
      throw new ArgumentError({ argument: "a", expected: "a symmetric matrix", found });
    }
  }
  return scale;
}

function signOfLargest(rows: Float64Array, column: number, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const value = rows[i * n + column]!;
    // a hair of slack, so that rounding does not decide between components of the same size
    if (Math.abs(value) > Math.abs(largest) * (1 + 1e-9)) largest = value;
  }
  return largest < 0 ? -1 : 1;
}
