import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import type { Fold } from "../folds/fold.js";
import type { AlphaPer } from "../ridge/alpha-choice.js";
import { checkDesign, checkedAlphas, checkRows } from "../ridge/check-inputs.js";
import { type RidgeDesignOptions, ridgeForm } from "../ridge/choose-form.js";
import type { RidgeForm } from "../ridge/normal-equations.js";
import { batchSize, overBatches } from "../ridge/over-batches.js";
import { chooseSolver, penaltySolvers } from "../ridge/penalty-solvers.js";
import { distinctAlphas } from "../ridge/ridge.js";
import { type CrossValidationOptions, crossValidate } from "../ridge/ridge-cv.js";
import { ridgeGCV } from "../ridge/ridge-gcv.js";
import { rowsOf } from "../row-selection.js";
import { type Targets, targetsOf } from "../targets.js";

/** A fold whose penalty is chosen inside: folds of the rows that it fits, by their place in the whole design. */
export interface NestedFold extends Fold {
  /** None where there is one penalty only, or it is chosen without folds. */
  readonly inner: readonly Fold[];
}

/** How the penalty of a fold is chosen from the rows that it fits. */
export type PenaltyChoice = "folds" | "gcv" | "loo";

/** Settings of {@link nestedRidge}. */
export interface NestedRidgeOptions
  extends RidgeDesignOptions,
    Pick<CrossValidationOptions, "alphas" | "score" | "conservative" | "batch"> {
  readonly folds: readonly NestedFold[];
  readonly alphaPer?: AlphaPer | undefined;
  /** The penalty of each target, one list per fold, where they are known: nothing is chosen. */
  readonly known?: readonly Float64Array[] | undefined;
  /** Default: `folds`, by the inner ones; `gcv` and `loo` take rows for independent, see `ridgeGCV`. */
  readonly choice?: PenaltyChoice | undefined;
}

/** Predictions of rows that took no part in any choice. */
export interface NestedRidge {
  /** n × t, float64; NaN for rows that no fold predicts, and for targets that could not be fitted. */
  readonly predictions: Matrix;
  /** The penalty of each target, one list per fold. */
  readonly alphas: readonly Float64Array[];
  /** Mean score over inner folds, penalties × targets, one matrix per fold; undefined where there is one penalty. */
  readonly scores: readonly (Matrix | undefined)[];
}

/**
 * Nested cross-validation of ridge regression: the rows of every fold are predicted from those it fits, with a penalty
 * that is chosen from these alone (Varma and Simon 2006, https://doi.org/10.1186/1471-2105-7-91). Means and standard
 * deviations of the features are those of the rows that are fitted, in the inner folds too.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws what `ridgeCV` throws; ArgumentError when a fold has several penalties to choose from and no inner fold.
 */
export function nestedRidge(x: Matrix<Floats>, y: Matrix<Floats> | Targets, options: NestedRidgeOptions): NestedRidge {
  checkDesign(x);
  return nestedFits(x, ridgeForm(x, options), y, options);
}

/** {@link nestedRidge} with a form that was made before, to fit many sets of targets with one design. */
export function nestedFits(
  x: Matrix<Floats>,
  form: RidgeForm,
  y: Matrix<Floats> | Targets,
  options: NestedRidgeOptions,
): NestedRidge {
  const targets = targetsOf(y);
  checkRows(targets.rows, x.rows, "y");
  const chosen = options.folds.map((fold, index): FoldChoice => {
    const known = options.known?.[index];
    return known ? { alphas: known, scores: undefined } : choosePenalty(x, form, targets, fold, options);
  });
  const values = new Float64Array(targets.rows * targets.columns).fill(Number.NaN);
  const predictions = { rows: targets.rows, columns: targets.columns, values };
  const solved = options.folds.map((fold, index) => solveFold(form, fold, chosen[index]!.alphas, options.linalg));
  for (const { from, batch, odd } of overBatches(form, targets, batchSize(targets, options.batch))) {
    const width = batch.y.columns;
    const isMissing = new Set(odd.missing);
    for (const { test, predict } of solved) {
      const { predicted, means } = predict(batch, from);
      for (const [index, row] of test.entries()) {
        for (let target = 0; target < width; target++) {
          if (isMissing.has(from + target)) continue;
          const value = predicted.values[index * width + target]! + (means?.[target] ?? 0);
          values[row * targets.columns + from + target] = value;
        }
      }
    }
  }
  return { predictions, alphas: chosen.map(({ alphas }) => alphas), scores: chosen.map(({ scores }) => scores) };
}

interface FoldChoice {
  readonly alphas: Float64Array;
  readonly scores: Matrix | undefined;
}

function choosePenalty(
  x: Matrix<Floats>,
  form: RidgeForm,
  targets: Targets,
  fold: NestedFold,
  options: NestedRidgeOptions,
): FoldChoice {
  const alphas = checkedAlphas(options.alphas);
  if (alphas.length === 1) {
    return { alphas: new Float64Array(targets.columns).fill(alphas[0]!), scores: undefined };
  }
  const { choice = "folds", ...rest } = options;
  if (choice !== "folds") return withoutFolds(x, targets, fold, { ...rest, criterion: choice });
  if (fold.inner.length === 0) {
    throw new ArgumentError({ argument: "folds", expected: "inner folds to choose a penalty by", found: "none" });
  }
  return crossValidate(form, targets, { ...rest, folds: fold.inner });
}

function withoutFolds(
  x: Matrix<Floats>,
  targets: Targets,
  { train }: NestedFold,
  options: Omit<NestedRidgeOptions, "choice"> & { readonly criterion: "gcv" | "loo" },
): FoldChoice {
  if (options.scale === true) {
    const next = "leave the features as they are, or choose the penalty by folds";
    throw new ArgumentError({
      argument: "choice",
      expected: "folds, for features that are scaled",
      found: options.criterion,
      next,
    });
  }
  const fitted: Targets = {
    rows: train.length,
    columns: targets.columns,
    batch: (from, to) => copyOf<Floats>(rowsOf<Floats>(targets.batch(from, to), train)),
  };
  return ridgeGCV(copyOf<Floats>(rowsOf<Floats>(x, train)), fitted, options);
}

function solveFold(form: RidgeForm, fold: NestedFold, alphas: Float64Array, linalg: LinalgProvider) {
  const equations = form.fold(fold);
  const { alphas: distinct, indexOf } = distinctAlphas(alphas, alphas.length);
  const cost = { unknowns: equations.system.rows, targets: alphas.length, alphas: distinct.length };
  const solver = penaltySolvers[chooseSolver(cost)](equations, { alphas: distinct, linalg });
  return {
    test: fold.test,
    predict(batch: Parameters<typeof equations.right>[0], from: number) {
      const { values, means } = equations.right(batch);
      const solutions = solver.solve(values, indexOf.subarray(from, from + batch.y.columns));
      return { predicted: linalg.multiply<Floats>(equations.left, solutions), means };
    },
  };
}
