import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { checkFolds } from "../folds/check-folds.js";
import type { Fold } from "../folds/fold.js";
import { type Targets, targetsOf } from "../targets.js";
import { checkDesign, checkTargets } from "./check-inputs.js";
import { ridgeForm } from "./choose-form.js";
import type { NormalEquations } from "./normal-equations.js";
import { batchSize, overBatches } from "./over-batches.js";
import { chooseSolver, type PenaltySolver, penaltySolvers } from "./penalty-solvers.js";
import { distinctAlphas, type RidgeOptions } from "./ridge.js";

/** Settings of {@link crossPredict}. */
export interface CrossPredictOptions extends RidgeOptions {
  readonly folds: readonly Fold[];
}

/** Predictions of a batch of targets. */
export interface PredictedBatch {
  /** The first target. */
  readonly from: number;
  /** n × targets of the batch, float64; NaN for rows that no fold predicts, and for targets that could not be fitted. */
  readonly predictions: Matrix;
}

/**
 * Predicts every row of the folds from the rows that its fold fits, with each target's penalty; a batch of targets at a
 * time, so that predictions of many targets need not be held. Where folds predict a row twice, the later one stands.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws what `ridge` throws; ArgumentError for folds that name a row twice, on both sides, or that there is not.
 */
export function* crossPredict(
  x: Matrix<Floats>,
  y: Matrix<Floats> | Targets,
  options: CrossPredictOptions,
): Generator<PredictedBatch> {
  const { linalg, folds } = options;
  const targets = targetsOf(y);
  checkDesign(x);
  checkTargets(targets, x.rows);
  checkFolds(folds, x.rows);
  const { alphas, indexOf } = distinctAlphas(options.alpha, targets.columns);
  const form = ridgeForm(x, options);
  const solved = folds.map((fold) => ({ fold, ...solvedFold(form.fold(fold), { alphas, linalg }, targets.columns) }));
  for (const { from, batch, odd } of overBatches(form, targets, batchSize(targets, options.batch))) {
    const width = batch.y.columns;
    const predictions = { rows: x.rows, columns: width, values: new Float64Array(x.rows * width).fill(Number.NaN) };
    for (const { fold, equations, solver } of solved) {
      const { values, means } = equations.right(batch);
      const solutions = solver.solve(values, indexOf.subarray(from, from + width));
      const predicted = linalg.multiply<Floats>(equations.left, solutions);
      for (const [index, row] of fold.test.entries()) {
        for (let target = 0; target < width; target++) {
          predictions.values[row * width + target] = predicted.values[index * width + target]! + (means?.[target] ?? 0);
        }
      }
    }
    for (const target of odd.missing) {
      for (let row = 0; row < x.rows; row++) predictions.values[row * width + target - from] = Number.NaN;
    }
    yield { from, predictions };
  }
}

function solvedFold(
  equations: NormalEquations,
  settings: { alphas: Float64Array; linalg: LinalgProvider },
  targets: number,
): { readonly equations: NormalEquations; readonly solver: PenaltySolver } {
  const cost = { unknowns: equations.system.rows, targets };
  const name = chooseSolver({ ...cost, alphas: settings.alphas.length });
  return { equations, solver: penaltySolvers[name](equations, settings) };
}
