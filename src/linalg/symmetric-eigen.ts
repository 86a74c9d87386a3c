import { checkSquare } from "./check-shapes.js";
import { checkSymmetric } from "./check-symmetric.js";
import { matrix } from "./matrix.js";
import { powerOfTwoScaled } from "./power-of-two-scaled.js";
import type { LinalgPrimitives, Matrix, MatrixView, SymmetricEigen } from "./provider.js";
import { applyReflections } from "./reflections.js";
import { tridiagonalEigen } from "./tridiagonal-eigen.js";
import { tridiagonalize } from "./tridiagonalize.js";

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: A = V · diag(values) · Vᵀ, Vᵀ · V = I, by Householder
 * tridiagonalisation in blocks, division of the tridiagonal matrix, and reflection of its vectors back (Golub and Van
 * Loan, Matrix Computations, 4th ed., sections 8.3.1 and 8.4). The lower triangle is read.
 *
 * @param a - n × n, n ≥ 0, symmetric to 1e-10 of its largest entry.
 * @returns `values`: n eigenvalues, falling; `vectors`: n × n, column k belongs to value k, of length 1, its component
 *   of the largest size positive (the first of these where several are equally large).
 * @throws ArgumentError when A is not square or not symmetric; NumericError when it holds NaN or an infinity.
 */
export function symmetricEigen(
  a: MatrixView<Float64Array>,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "gram"> },
): SymmetricEigen {
  checkSquare(a, "a");
  const { scaled, scale } = powerOfTwoScaled(a, "eigenvalues");
  checkSymmetric(scaled, scale);
  const n = scaled.rows;
  const { diagonal, beside, reflections } = tridiagonalize(scaled, { linalg });
  const { values, rows } = tridiagonalEigen(diagonal, beside, { linalg });
  const vectors = matrix(n, n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) vectors.values[i * n + k] = rows.values[(n - 1 - k) * n + i]!;
  }
  for (const reflection of reflections.toReversed()) applyReflections(vectors, reflection, { linalg });
  makeLargestPositive(vectors);
  return { values: values.reverse().map((value) => value * scale), vectors };
}

/** Turns columns so that of each the entry of the largest size is positive. */
export function makeLargestPositive({ rows, columns, values }: Matrix): void {
  const largest = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      const value = values[i * columns + k]!;
      // a hair of slack, so that rounding does not decide between components of the same size
      if (Math.abs(value) > Math.abs(largest[k]!) * (1 + 1e-9)) largest[k] = value;
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) if (largest[k]! < 0) values[i * columns + k]! *= -1;
  }
}
