import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { checkDeltas } from "../banded/check-deltas.js";
import { checkSpaces } from "../banded/check-spaces.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns } from "../scale-matrix.js";
import type { KernelFit } from "./fit-kernels.js";

/** Settings of {@link multipleKernelPredict}. */
export interface MultipleKernelPredictOptions {
  readonly linalg: LinalgProvider;
  /** What the model was fitted with, kernels × t. */
  readonly deltas: Matrix;
}

/**
 * What every kernel of a fitted model predicts for other rows, exp(δ_g) K_g D, m × t each; the whole prediction is
 * their sum and the intercept.
 *
 * @param kernels - Of the rows to predict with those that were fitted, m × n each.
 * @throws ArgumentError when their columns are not the rows that were fitted in number, they hold what is not finite,
 *   or deltas are not one per kernel and target.
 */
export function multipleKernelPredict(
  kernels: readonly Matrix<Floats>[],
  { dual }: Pick<KernelFit, "dual">,
  { linalg, deltas }: MultipleKernelPredictOptions,
): readonly Matrix<Floats>[] {
  checkSpaces(kernels, "kernels");
  checkDeltas(deltas, kernels.length, dual.columns);
  return kernels.map((kernel, index) => {
    if (kernel.columns !== dual.rows) {
      const expected = `${dual.rows} columns, the rows that were fitted`;
      throw new ArgumentError({ argument: `kernels[${index}]`, expected, found: String(kernel.columns) });
    }
    const weights = deltas.values.subarray(index * dual.columns, (index + 1) * dual.columns).map(Math.exp);
    return scaleColumns(linalg.multiply<Floats>(samePrecision(kernel, dual.values), dual), weights);
  });
}
