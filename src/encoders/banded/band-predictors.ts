import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { Fold } from "../folds/fold.js";
import type { BandedForm, SpaceWeights } from "./banded-form.js";
import { foldPredictors, foldPredictorsCost } from "./fold-predictors.js";
import { leaveOutCost, leaveOutPredictors } from "./leave-out-predictors.js";

/** The folds, the penalties, which are above 0, and the provider. */
export interface BandPredictorsOptions {
  readonly folds: readonly Fold[];
  readonly alphas: Float64Array;
  readonly linalg: LinalgProvider;
}

/**
 * What the right-hand side of each fold is multiplied by to give predictions, for every penalty, one above the other:
 * from the equations of the folds one by one, or from those of all rows together where that takes less time.
 *
 * @throws NumericError when a penalty is too small for a system without full rank.
 */
export function bandPredictors(
  form: BandedForm,
  weights: SpaceWeights,
  { folds, alphas, linalg }: BandPredictorsOptions,
): readonly Matrix<Floats>[] {
  const equations = form.equations(weights);
  const together = isFasterTogether(form, folds, alphas.length)
    ? leaveOutPredictors(equations().system, { ...form, folds, alphas, linalg })
    : undefined;
  return together ?? folds.map((fold) => foldPredictors(equations(fold), { alphas, linalg }));
}

function isFasterTogether({ name, rows }: BandedForm, folds: readonly Fold[], alphas: number): boolean {
  if (name !== "dual" || folds.some(({ train, test }) => train.length + test.length < rows)) return false;
  const apart = folds.reduce(
    (sum, { train, test }) => sum + foldPredictorsCost({ m: test.length, r: train.length }, alphas),
    0,
  );
  return leaveOutCost(folds, alphas) < apart;
}
