import { checkSameLength } from "./check-same-length.js";

/** Settings of {@link mean}. */
export interface MeanOptions {
  /** One weight ≥ 0 per value. Default: all 1. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Mean of the values that are there: Σ w·x / Σ w over all x that are not NaN.
 *
 * @param values - Numbers of one unit; NaN stands for a missing one.
 * @returns The mean in the same unit; NaN where no value, or no weight, is left.
 * @throws ArgumentError when weights and values differ in length.
 */
export function mean(values: ArrayLike<number>, options: MeanOptions = {}): number {
  const { weights } = options;
  if (weights) checkSameLength("weights", weights, "values", values);
  let sum = 0;
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const weight = weights ? weights[index]! : 1;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : Number.NaN;
}
