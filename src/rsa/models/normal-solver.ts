import { NumericError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";

/** What is left of a squared length that others span but for rounding. */
const dependent = 1e-12;

/**
 * Solves the normal equations G θ = h for many h.
 *
 * @param gram - K × K, symmetric, positive semidefinite.
 * @throws NumericError when a row depends on those before it, but for rounding.
 */
export function normalSolver(gram: Matrix): (target: Float64Array) => Float64Array {
  const factor = factorOf(gram);
  for (let k = 0; k < gram.rows; k++) {
    const at = k * gram.columns + k;
    if (factor.values[at]! ** 2 <= dependent * gram.values[at]!) throw dependence();
  }
  return (target) => solveCholesky(jsLinalg, factor, matrix(target.length, 1, target)).values;
}

function factorOf(gram: Matrix): Matrix {
  try {
    return jsLinalg.cholesky(gram);
  } catch (error) {
    throw error instanceof NumericError ? dependence(error) : error;
  }
}

function dependence(cause?: unknown): NumericError {
  const reason = "the RDMs of the model are linearly dependent";
  return new NumericError({ quantity: "weights", reason, next: "leave one out or add a ridge", cause });
}
