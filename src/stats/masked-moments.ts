import { checkSameLength } from "./check-same-length.js";

/** Mean, spread and counts of the values under a mask. */
export interface MaskedMoments {
  /** NaN where no value is there. */
  readonly mean: number;
  /** √(Σ (x − mean)² / (n − 1)); NaN for n < 2. */
  readonly standardDeviation: number;
  /** Values under the mask that are there. */
  readonly n: number;
  /** Values under the mask that are missing (NaN). */
  readonly missing: number;
}

/**
 * Moments of the values where the mask is not 0, for example of a trace during one behavioural state.
 *
 * @param values - Numbers of one unit; NaN stands for a missing one.
 * @param mask - One entry per value.
 * @throws ArgumentError when the lengths differ.
 */
export function maskedMoments(values: ArrayLike<number>, mask: ArrayLike<number>): MaskedMoments {
  checkSameLength("mask", mask, "values", values);
  let [n, missing, sum] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    if (!mask[index]) continue;
    const value = values[index]!;
    if (Number.isNaN(value)) missing++;
    else {
      sum += value;
      n++;
    }
  }
  const mean = n > 0 ? sum / n : Number.NaN;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    if (!mask[index]) continue;
    const deviation = values[index]! - mean;
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  return { mean, standardDeviation: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN, n, missing };
}
