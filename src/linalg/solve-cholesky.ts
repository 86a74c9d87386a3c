import type { LinalgPrimitives, Matrix, MatrixView } from "./provider.js";

/**
 * X of A · X = B where A = L · Lᵀ: two triangular solves.
 *
 * @param l - n × n, from `cholesky`.
 * @param b - n × m.
 * @throws NumericError when a diagonal entry of L is 0 or not finite; ArgumentError when shapes do not fit.
 */
export function solveCholesky(
  linalg: Pick<LinalgPrimitives, "solveTriangular">,
  l: MatrixView<Float64Array>,
  b: MatrixView<Float64Array>,
): Matrix {
  return linalg.solveTriangular(l, linalg.solveTriangular(l, b), { transposed: true });
}
