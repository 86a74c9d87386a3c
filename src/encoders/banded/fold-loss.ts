import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix, MatrixView } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { contiguous, copyOf, transposed } from "../../linalg/views.js";
import type { Fold } from "../folds/fold.js";
import { rowsOf } from "../row-selection.js";
import { samePrecision } from "../same-precision.js";
import type { BandedForm } from "./banded-form.js";
import { penalisedFactor } from "./fold-predictors.js";

/** A loss and how it grows with every coordinate. */
export interface LossAt {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** The cross-validated mean squared error of one target as a function of δ_g = ln(γ_g / α), with its gradient. */
export function foldLoss(
  form: BandedForm,
  y: Matrix<Floats>,
  { folds, linalg }: { readonly folds: readonly Fold[]; readonly linalg: LinalgProvider },
): (deltas: Float64Array) => LossAt {
  const batch = form.batchOf(y);
  const prepared = folds.map((fold) => {
    const { values, means } = form.right(batch, fold);
    const measured = copyOf(rowsOf<Floats>(batch.y, fold.test)).values;
    const offset = means ? means[0]! - batch.means![0]! : 0;
    return { fold, right: doubled(values).values, measured: Float64Array.from(measured, (value) => value - offset) };
  });
  return (deltas) => {
    const weights = deltas.map(Math.exp);
    const equationsOf = form.equations(weights);
    const gradient = new Float64Array(weights.length);
    let loss = 0;
    for (const { fold, right, measured } of prepared) {
      const { system, left, scale } = equationsOf(fold);
      const factor = penalisedFactor(system, 1, linalg);
      const solve = (b: Float64Array) => solveCholesky(linalg, factor, matrix(b.length, 1, b));
      const precise = doubled(left);
      const solution = solve(scale ? right.map((value, index) => value * scale[index]!) : right);
      const predicted = linalg.multiply(precise, solution).values;
      const residual = measured.map((value, row) => value - predicted[row]!);
      const adjoint = solve(linalg.multiply(transposed(precise), matrix(residual.length, 1, residual)).values);
      const slopes = form.slopes(weights, fold, { solution: solution.values, adjoint: adjoint.values, residual });
      const share = 1 / (residual.length * folds.length);
      loss += share * residual.reduce((sum, value) => sum + value * value, 0);
      for (const [space, slope] of slopes.entries()) gradient[space]! -= 2 * share * slope;
    }
    return { loss, gradient };
  };
}

function doubled(x: MatrixView<Floats>): Matrix {
  return samePrecision(contiguous(x), Float64Array.of()) as Matrix;
}
