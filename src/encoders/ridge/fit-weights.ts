import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { besideEachOther } from "../beside-each-other.js";
import type { RidgeForm } from "./normal-equations.js";
import type { RidgeBatch } from "./over-batches.js";
import { solveWhole } from "./solve-whole.js";

/** The weights of a fitted model. */
export interface RidgeWeights {
  /** p × t, in the precision of the design; NaN for a target that holds what is not finite. */
  readonly weights: Matrix<Floats>;
  /** What is added to the prediction of each target; undefined without an intercept. */
  readonly intercept: Float64Array | undefined;
}

/** Weights over all rows, with the penalty `alphas[indexOf[target]]` for each target. */
export function fitWeights(
  form: RidgeForm,
  batches: Iterable<RidgeBatch>,
  settings: { alphas: Float64Array; indexOf: Int32Array; linalg: LinalgProvider },
): RidgeWeights {
  const count = settings.indexOf.length;
  const constants = form.featureMeans ? new Float64Array(count) : undefined;
  const parts: Matrix<Floats>[] = [];
  for (const { from, solutions, means, missing } of solveWhole(form, batches, settings)) {
    const weights = form.weightsOf(solutions);
    const width = weights.columns;
    for (const target of missing) {
      for (let row = 0; row < weights.rows; row++) weights.values[row * width + target - from] = Number.NaN;
    }
    if (constants) constants.set(interceptOf(weights, means!, form.featureMeans!), from);
    parts.push(weights);
  }
  return { weights: besideEachOther(parts), intercept: constants };
}

/** b = ȳ − x̄ W. */
export function interceptOf(weights: Matrix<Floats>, means: Float64Array, featureMeans: Float64Array): Float64Array {
  const result = means.slice();
  for (const [row, mean] of featureMeans.entries()) {
    for (let target = 0; target < weights.columns; target++) {
      result[target]! -= mean * weights.values[row * weights.columns + target]!;
    }
  }
  return result;
}
