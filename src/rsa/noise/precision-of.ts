import { ArgumentError, isNeuroloomError, NumericError } from "../../errors.js";
import { identity } from "../../linalg/identity.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** Share of a channel's variance that the channels before it may leave, below which rounding alone may have left it. */
const leastShare = 1e-13;

/** Options of {@link precisionOf}. */
export interface PrecisionOptions {
  readonly linalg: Pick<LinalgProvider, "cholesky" | "solveTriangular" | "gram">;
}

/**
 * The noise precision Λ = Σ⁻¹ of a covariance, exactly symmetric: with Σ = L Lᵀ, Λ = L⁻ᵀ L⁻¹.
 *
 * @param covariance - Channels × channels, symmetric.
 * @throws NumericError when the covariance is singular, with the channel that the others already say; ArgumentError when it
 *   is not square.
 */
export function precisionOf(covariance: Matrix, { linalg }: PrecisionOptions): Matrix {
  return linalg.gram(linalg.solveTriangular(covarianceFactor(covariance, { linalg }), identity(covariance.rows)));
}

/**
 * The lower triangular L of a covariance L · Lᵀ.
 *
 * @throws NumericError and ArgumentError as {@link precisionOf}.
 */
export function covarianceFactor(
  covariance: Matrix,
  { linalg }: { readonly linalg: Pick<LinalgProvider, "cholesky"> },
): Matrix {
  const { rows, columns, values } = covariance;
  if (rows !== columns) {
    throw new ArgumentError({ argument: "covariance", expected: "a square matrix", found: `${rows} × ${columns}` });
  }
  const factor = factorOrRefusal(covariance, linalg);
  for (let k = 0; k < rows; k++) {
    const at = k * (columns + 1);
    if (factor.values[at]! ** 2 > leastShare * values[at]!) continue;
    throw singular(`channel ${k} is constant or a combination of those before it`);
  }
  return factor;
}

function factorOrRefusal(covariance: Matrix, linalg: Pick<LinalgProvider, "cholesky">): Matrix {
  try {
    return linalg.cholesky(covariance);
  } catch (error) {
    if (isNeuroloomError(error, "numeric")) throw singular(error.message, error);
    throw error;
  }
}

function singular(reason: string, cause?: unknown): NumericError {
  const next = "use a shrinkage method, more rows, or fewer channels";
  return new NumericError({
    quantity: "noise precision",
    reason: `the covariance is singular: ${reason}`,
    next,
    cause,
  });
}
