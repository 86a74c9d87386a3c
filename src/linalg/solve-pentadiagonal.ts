import { NumericError } from "../errors.js";

/**
 * The solution x of A x = b for a symmetric positive definite matrix with two diagonals beside the main one, by the
 * factorisation A = L D Lᵀ; n steps of constant work.
 *
 * @param band - The main diagonal (n), the first (n − 1) and the second (n − 2) beside it.
 * @param right - b, n values.
 * @throws NumericError when a pivot is not above 0: the matrix is not positive definite.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 4.3.
 */
export function solvePentadiagonal(band: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const [main, first, second] = band as [Float64Array, Float64Array, Float64Array];
  const [pivots, near, far] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    const farther = i >= 2 ? second[i - 2]! : 0;
    const nearer = i >= 1 ? first[i - 1]! - farther * (i >= 2 ? near[i - 1]! : 0) : 0;
    far[i] = i >= 2 ? farther / pivots[i - 2]! : 0;
    near[i] = i >= 1 ? nearer / pivots[i - 1]! : 0;
    pivots[i] = main[i]! - nearer * near[i]! - farther * far[i]!;
    if (!(pivots[i]! > 0)) {
      throw new NumericError({ quantity: "banded system", reason: `pivot ${i} is ${pivots[i]}, not above 0` });
    }
    x[i]! -= (i >= 1 ? near[i]! * x[i - 1]! : 0) + (i >= 2 ? far[i]! * x[i - 2]! : 0);
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i] = x[i]! / pivots[i]! - (i + 1 < n ? near[i + 1]! * x[i + 1]! : 0) - (i + 2 < n ? far[i + 2]! * x[i + 2]! : 0);
  }
  return x;
}
