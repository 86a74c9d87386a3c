import { checkSameLength } from "../../stats/check-same-length.js";

/**
 * How much of the variance that can be explained is explained: min(1, r² / ceiling), where a negative r counts as 0
 * and a ceiling of 0 or below as 1e-14; where a ceiling is NaN so is the share. Setting negative r to 0 lifts the mean
 * over weak targets: keep r beside it.
 *
 * @param r - Correlation of prediction and response, per target.
 * @param ceiling - Share of variance that is signal, per target, see `ratioCeiling`, `explainableVariance`.
 * @throws ArgumentError when the lists differ in length.
 */
export function noiseNormalised(r: Float64Array, ceiling: ArrayLike<number>): Float64Array {
  checkSameLength("r", r, "ceiling", ceiling);
  return r.map((value, target) => Math.min(1, Math.max(0, value) ** 2 / Math.max(1e-14, ceiling[target]!)));
}
