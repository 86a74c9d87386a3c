import { isConstant } from "../stats/is-constant.js";
import { mean } from "../stats/mean.js";
import { variance } from "../stats/variance.js";

/** Settings of {@link zScore}. */
export interface ZScoreOptions {
  /** The standard deviation divides by n − ddof. Default: 0. */
  readonly ddof?: number;
}

/**
 * A trace in units of its own spread: z = (x − mean) / standard deviation, over the values that are there.
 *
 * @param values - A trace in any unit; NaN stands for a missing sample and stays NaN.
 * @returns z without a unit; all NaN where the trace does not vary.
 */
export function zScore(values: ArrayLike<number>, options: ZScoreOptions = {}): Float64Array {
  // asked of the values: rounding may leave a constant trace a spread above zero
  if (isConstant(values)) return new Float64Array(values.length).fill(Number.NaN);
  const centre = mean(values);
  const spread = Math.sqrt(variance(values, { ddof: options.ddof ?? 0 }));
  return Float64Array.from(values, (value) => (value - centre) / spread);
}
