import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { NoiseOptions } from "../noise/noise-methods.js";
import { precisionOf } from "../noise/precision-of.js";
import { residualCovariance } from "../noise/residual-covariance.js";
import { takeColumns } from "../patterns/take-channels.js";

/**
 * The noise precision of some channels at a time, from residuals of all channels: for the `noise` of a searchlight.
 *
 * @param residuals - Rows × all channels.
 * @returns A function that throws NumericError where the covariance of its channels is singular or not finite.
 */
export function localPrecision(
  residuals: Matrix,
  options: NoiseOptions & { readonly linalg: LinalgProvider },
): (columns: Int32Array) => Matrix {
  return (columns) => precisionOf(residualCovariance(takeColumns(residuals, columns), options), options);
}
