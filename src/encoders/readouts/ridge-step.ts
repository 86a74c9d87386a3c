import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { ridge } from "../ridge/ridge.js";

/** One target fitted by ridge regression. */
export interface RidgeStep {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** y − ŷ. */
  readonly residuals: Float64Array;
  /** Σ (y − ŷ)² + α ‖w‖². */
  readonly loss: number;
}

/** The best weights and intercept of n × p features for one target: the closed form of one half of a step. */
export function ridgeStep(
  x: Matrix,
  y: Float64Array,
  { alpha, linalg }: { readonly alpha: number; readonly linalg: LinalgProvider },
): RidgeStep {
  const fit = ridge(x, matrix(y.length, 1, y), { alpha, intercept: true, linalg });
  const weights = fit.weights.values as Float64Array;
  const intercept = fit.intercept![0]!;
  const predicted = linalg.multiply(x, matrix(weights.length, 1, weights)).values;
  const residuals = y.map((value, row) => value - predicted[row]! - intercept);
  return { weights, intercept, residuals, loss: sumOfSquares(residuals) + alpha * sumOfSquares(weights) };
}

/** Σ v². */
export function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
