import { ArgumentError, NumericError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";
import type { SigmaK } from "./compare-options.js";

/** Σ_k as variances where no two conditions covary, else as the whole matrix. */
export type CheckedSigmaK =
  | { readonly variances: Float64Array; readonly covariance?: undefined }
  | { readonly variances?: undefined; readonly covariance: Matrix };

/**
 * The noise over conditions, checked; variances of 1 where it is left out.
 *
 * @throws ArgumentError for another shape, NumericError for a variance that is not a number above 0.
 */
export function checkedSigmaK(sigmaK: SigmaK | undefined, nConditions: number): CheckedSigmaK {
  if (sigmaK === undefined) return { variances: new Float64Array(nConditions).fill(1) };
  if ("columns" in sigmaK) {
    checkShape(sigmaK.rows === nConditions && sigmaK.columns === nConditions, nConditions, sigmaK);
    if (!isDiagonal(sigmaK)) return { covariance: sigmaK };
    return { variances: checkedVariances(Float64Array.from({ length: nConditions }, (_, k) => diagonal(sigmaK, k))) };
  }
  checkShape(sigmaK.length === nConditions, nConditions, { rows: sigmaK.length, columns: 1 });
  return { variances: checkedVariances(Float64Array.from(sigmaK)) };
}

function checkShape(fits: boolean, n: number, { rows, columns }: { rows: number; columns: number }): void {
  if (fits) return;
  const expected = `${n} variances or a matrix of ${n} × ${n}`;
  throw new ArgumentError({ argument: "sigmaK", expected, found: `${rows} × ${columns}` });
}

function checkedVariances(variances: Float64Array): Float64Array {
  const broken = variances.findIndex((variance) => !(variance > 0 && Number.isFinite(variance)));
  if (broken < 0) return variances;
  const reason = `the variance of condition ${broken} is ${variances[broken]}, not a number above 0`;
  throw new NumericError({ quantity: "sigmaK", reason });
}

function isDiagonal({ rows, columns, values }: Matrix): boolean {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) if (i !== j && values[i * columns + j] !== 0) return false;
  }
  return true;
}

function diagonal({ columns, values }: Matrix, k: number): number {
  return values[k * columns + k]!;
}
