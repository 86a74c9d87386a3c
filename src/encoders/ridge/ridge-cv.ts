import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block, contiguous } from "../../linalg/views.js";
import { addToRows } from "../add-to-rows.js";
import { type ColumnScoreName, columnScores } from "../column-scores.js";
import { checkFolds } from "../folds/check-folds.js";
import type { Fold } from "../folds/fold.js";
import { rowsOf } from "../row-selection.js";
import { type Targets, targetsOf } from "../targets.js";
import { type AlphaPer, alphaChoice, type ChosenAlphas } from "./alpha-choice.js";
import { checkDesign, checkedAlphas, checkTargets } from "./check-inputs.js";
import { type RidgeDesignOptions, ridgeForm } from "./choose-form.js";
import { fitWeights, type RidgeWeights } from "./fit-weights.js";
import type { NormalEquations, RidgeForm, TargetBatch } from "./normal-equations.js";
import { batchSize, manyTimesOverBatches } from "./over-batches.js";
import { chooseSolver, penaltySolvers, type SolverName } from "./penalty-solvers.js";

/** Settings of a choice of penalties by cross-validation. */
export interface CrossValidationOptions {
  readonly linalg: LinalgProvider;
  /** The penalties to choose from, ≥ 0. */
  readonly alphas: ArrayLike<number>;
  /** What is fitted and what is predicted; see `contiguousFolds`, `groupFolds` and the others. */
  readonly folds: readonly Fold[];
  /** Default: `target`. */
  readonly alphaPer?: AlphaPer | undefined;
  /** What makes a penalty better. Default: `mse`, the negative mean squared error. */
  readonly score?: ColumnScoreName | undefined;
  /** Takes the largest penalty that scores almost as well, see `chooseAlpha`. Default: false. */
  readonly conservative?: boolean | undefined;
  /** Default: the one with fewer operations. */
  readonly solver?: SolverName | undefined;
  /** Targets worked on together. Default: as many as make 64 MB in single precision. */
  readonly batch?: number | undefined;
  /** Fits all rows with the penalties that were chosen, and keeps the p × t weights. Default: false. */
  readonly keepWeights?: boolean | undefined;
}

/** Settings of {@link ridgeCV}. */
export interface RidgeCVOptions extends CrossValidationOptions, RidgeDesignOptions {}

/** What {@link ridgeCV} found. */
export interface RidgeCVResult extends ChosenAlphas {
  readonly form: "primal" | "dual";
  readonly solver: SolverName;
  /** Where they were asked for. */
  readonly fit: RidgeWeights | undefined;
}

/**
 * Chooses the penalty of ridge regression by cross-validation: every fold's rows are predicted with every penalty from
 * the rows it fits, predictions are scored target by target, scores are averaged over folds, and the best penalty wins,
 * of equals the larger one. Products are made in the precision of the design, sums of squares, factorisations and
 * scores in float64. Unless weights are kept, they are never made: held are the design, one batch of targets with its
 * predictions, the scores, and for each fold a few matrices of the size of its system, at most the smaller of rows² and
 * features².
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a design that holds what is not finite, rows that do not match, a negative penalty, no
 *   fold or one that names a row twice, on both sides, or that there is not, or labels that are not one per target;
 *   NumericError when a penalty is 0 and the design has no full rank.
 */
export function ridgeCV(x: Matrix<Floats>, y: Matrix<Floats> | Targets, options: RidgeCVOptions): RidgeCVResult {
  checkDesign(x);
  return crossValidate(ridgeForm(x, options), y, options);
}

/** {@link ridgeCV} for normal equations of any form. */
export function crossValidate(
  form: RidgeForm,
  y: Matrix<Floats> | Targets,
  options: CrossValidationOptions,
): RidgeCVResult {
  const { linalg, folds, alphaPer = "target", score = "mse", conservative = false } = options;
  const targets = targetsOf(y);
  checkTargets(targets, form.rows);
  const alphas = checkedAlphas(options.alphas);
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  checkFolds(folds, form.rows);
  const choice = alphaChoice({ alphas, targets: targets.columns, folds: folds.length, alphaPer, conservative });
  const solver =
    options.solver ?? chooseSolver({ unknowns: form.unknowns, targets: targets.columns, alphas: alphas.length });
  const scoreFold = foldScorer(form, folds, { alphas, linalg, solver, score });
  const batches = manyTimesOverBatches(form, targets, batchSize(targets, options.batch));
  for (const { from, batch, odd } of batches) {
    choice.add(
      from,
      folds.map((_, fold) => scoreFold(batch, fold)),
      odd,
    );
  }
  const chosen = choice.choose();
  const indexOf = chosen.alphaIndex.map((index) => Math.max(0, index));
  const fit = options.keepWeights ? fitWeights(form, batches, { alphas, indexOf, linalg }) : undefined;
  return { ...chosen, form: form.name, solver, fit };
}

/** Scores of one fold of a batch: a list per penalty of a score per target. */
type FoldScorer = (batch: TargetBatch, fold: number) => readonly Float64Array[];

function foldScorer(
  form: RidgeForm,
  folds: readonly Fold[],
  settings: { alphas: Float64Array; linalg: LinalgProvider; solver: SolverName; score: ColumnScoreName },
): FoldScorer {
  const { alphas, score, solver } = settings;
  const solved = folds.map((fold) => {
    const equations = form.fold(fold);
    // not the equations themselves: their system would be held for all folds
    const right: NormalEquations["right"] = equations.right;
    return { fold, right, penalty: penaltySolvers[solver](equations, settings) };
  });
  return (batch, index) => {
    const { fold, right, penalty } = solved[index]!;
    const { values, means } = right(batch);
    const measured = rowsOf<Floats>(batch.y, fold.test);
    // the targets of a batch are already less their means over all rows
    const offset = means?.map((mean, target) => mean - batch.means![target]!);
    const scores = Array.from(alphas, () => new Float64Array(values.columns));
    let some: Matrix<Floats> | undefined;
    for (const { alpha, from, to, values: predicted } of penalty.predictions(values)) {
      if (alpha === 0 || !some) some = contiguous(block<Floats>(measured, { columns: [from, to] }));
      if (offset) addToRows(predicted, offset.subarray(from, to));
      scores[alpha]!.set(columnScores[score](some, predicted), from);
    }
    return scores;
  };
}
