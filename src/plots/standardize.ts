import { zScore } from "../signals/z-score.js";
import { isConstant } from "../stats/is-constant.js";

/**
 * z-scores of a trace for drawing, see {@link zScore}. Missing samples (NaN) stay NaN; a trace without spread is 0,
 * its own mean, since it was recorded and must not look like a missing one.
 */
export function standardize(values: ArrayLike<number>): Float64Array {
  return isConstant(values) ? Float64Array.from(values, (value) => (Number.isNaN(value) ? value : 0)) : zScore(values);
}
