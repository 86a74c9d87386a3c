import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { checkFolds } from "../folds/check-folds.js";
import type { Fold } from "../folds/fold.js";
import { checkRows } from "../ridge/check-inputs.js";
import { targetBatches } from "../ridge/target-batches.js";
import { type Targets, targetsOf } from "../targets.js";
import { type BandedPenalties, penaltiesOf } from "./banded-choice.js";
import type { BandedForm } from "./banded-form.js";
import { type BandedOptions, bandedFormOf } from "./banded-form-of.js";
import { checkDeltas } from "./check-deltas.js";
import { descend } from "./descend.js";
import { foldLoss } from "./fold-loss.js";

/** Settings of {@link refineBands}. */
export interface RefineBandsOptions extends Omit<BandedOptions, "batch"> {
  /** What is fitted and what is predicted. */
  readonly folds: readonly Fold[];
  /** Where the descent of each target begins: ln(γ_g / α), spaces × t, for example of `bandedRidge`. */
  readonly start: Matrix;
  /** Steps that make the score better, at most. Default: 20. */
  readonly steps?: number | undefined;
  /** Stops where a step would change the score by less than this part of it. Default: 1e-6. */
  readonly tolerance?: number | undefined;
}

/** What {@link refineBands} found. */
export interface RefinedBands extends BandedPenalties {
  /** ln(γ_g / α), spaces × t. */
  readonly deltas: Matrix;
  /**
   * The negative mean squared error over folds, of each target, at the start and at the end; NaN where it could not be
   * fitted.
   */
  readonly startScores: Float64Array;
  readonly scores: Float64Array;
}

/**
 * Refines the penalties of feature spaces target by target by the gradient of the cross-validated mean squared error in
 * δ_g = ln(γ_g / α): ∂ŷ / ∂δ_g follows from the same factor as the prediction itself, so that a gradient costs no more
 * than a score (after Dupré la Tour et al. 2022, https://doi.org/10.1016/j.neuroimage.2022.119728). A step is taken
 * only where it makes the score better: no target ends worse than it began. A space that the start leaves out, −∞,
 * stays out. Each step factorises a system of every fold for every target: begin with the best of a random search, and
 * with few targets.
 *
 * @param spaces - n samples × p_g features each.
 * @param y - n samples × t targets.
 * @throws ArgumentError for spaces that no model can be fitted to, a start that is not one number below ∞ per space and
 *   target, and no fold; NumericError when a penalty of the start is too small for a design without full rank.
 */
export function refineBands(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats> | Targets,
  options: RefineBandsOptions,
): RefinedBands {
  return refineForm(bandedFormOf(spaces, options, options.folds), targetsOf(y), options);
}

/** {@link refineBands} for equations of any form. */
export function refineForm(form: BandedForm, targets: Targets, options: RefineBandsOptions): RefinedBands {
  const { folds, start, linalg, steps = 20, tolerance = 1e-6 } = options;
  checkRows(targets.rows, form.rows, "y");
  checkDeltas(start, form.spaces, targets.columns);
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  checkFolds(folds, form.rows);
  const count = targets.columns;
  const deltas = matrix(form.spaces, count, new Float64Array(start.values.length).fill(Number.NaN));
  const [startScores, scores] = [0, 1].map(() => new Float64Array(count).fill(Number.NaN)) as [
    Float64Array,
    Float64Array,
  ];
  for (const { from: target, y, odd } of targetBatches(targets, 1)) {
    const own = Float64Array.from({ length: form.spaces }, (_, space) => start.values[space * count + target]!);
    if (odd.missing.length > 0 || own.some(Number.isNaN)) continue;
    const loss = foldLoss(form, y, { folds, linalg });
    const found = descend(loss, own, { steps, tolerance });
    startScores[target] = -found.startLoss;
    scores[target] = -found.loss;
    for (const [space, delta] of found.place.entries()) deltas.values[space * count + target] = delta;
  }
  return { ...penaltiesOf(deltas), deltas, startScores, scores };
}
