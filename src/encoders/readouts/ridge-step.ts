import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { ridge } from "../ridge/ridge.js";

/** One half of a step: one target fitted with the other half of the readout fixed. */
export interface ReadoutStep {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** y − ŷ. */
  readonly residuals: Float64Array;
  /** Σ (y − ŷ)² and the penalty. */
  readonly loss: number;
}

/** The weights and intercept of n × p features that minimise Σ (y − ŷ)² + α ‖w‖² for one target, in closed form. */
export function ridgeStep(
  x: Matrix,
  y: Float64Array,
  { alpha, linalg }: { readonly alpha: number; readonly linalg: LinalgProvider },
): ReadoutStep {
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
