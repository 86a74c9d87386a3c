import { isNeuroloomError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block } from "../../linalg/views.js";

/** Columns of L that are multiplied together: what stands above them is 0, and left out. */
const blockColumns = 75;

/**
 * X L of a precision Λ = L Lᵀ, so that products of rows are those under Λ. Undefined where Λ is not positive definite.
 *
 * @param patterns - X, rows × channels.
 */
export function whitenedBy(
  precision: Matrix,
  patterns: Matrix,
  { linalg }: { readonly linalg: Pick<LinalgProvider, "cholesky" | "multiply"> },
): Matrix | undefined {
  const factor = factorOf(precision, linalg);
  if (!factor) return undefined;
  const { rows, columns } = patterns;
  const result = matrix(rows, columns);
  for (let first = 0; first < columns; first += blockColumns) {
    const range = [first, Math.min(columns, first + blockColumns)] as const;
    const below = block(factor, { rows: [first, columns], columns: range });
    const part = linalg.multiply(block(patterns, { columns: [first, columns] }), below);
    for (let row = 0; row < rows; row++) {
      result.values.set(part.values.subarray(row * part.columns, (row + 1) * part.columns), row * columns + first);
    }
  }
  return result;
}

function factorOf(precision: Matrix, linalg: Pick<LinalgProvider, "cholesky">): Matrix | undefined {
  try {
    return linalg.cholesky(precision);
  } catch (error) {
    if (isNeuroloomError(error, "numeric")) return undefined;
    throw error;
  }
}
