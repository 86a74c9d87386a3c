import { mean } from "./mean.js";

/** Settings of {@link variance}. */
export interface VarianceOptions {
  /** Divide by n − ddof. Default: 1, the unbiased estimate; 0 gives the mean square deviation. */
  readonly ddof?: number;
}

/**
 * Variance of the values that are there: Σ (x − m)² / (n − ddof), m their mean; two passes in float64, with the
 * rounding error of m taken out (Chan, Golub and LeVeque 1983, https://doi.org/10.1080/00031305.1983.10483115).
 *
 * @param values - Numbers of one unit; NaN stands for a missing one.
 * @returns The variance in the unit squared; NaN where n ≤ ddof.
 */
export function variance(values: ArrayLike<number>, options: VarianceOptions = {}): number {
  const { ddof = 1 } = options;
  const centre = mean(values);
  let squares = 0;
  let rest = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const deviation = value - centre;
    squares += deviation * deviation;
    rest += deviation;
    count++;
  }
  return count > ddof ? (squares - (rest * rest) / count) / (count - ddof) : Number.NaN;
}
