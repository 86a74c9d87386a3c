import { checkProbabilities } from "./check-probabilities.js";

/**
 * Adjusted p values of a family of tests: m p, at most 1, m the number of p values that are there. The simplest way to
 * keep the chance of any false call below α; `holm` keeps it too and never finds less.
 *
 * @param pValues - Numbers from 0 to 1; NaN stands for a test that could not be made and takes no part.
 * @returns One adjusted p per p, NaN where p is.
 * @throws ArgumentError for a number that is no probability.
 */
export function bonferroni(pValues: ArrayLike<number>): Float64Array {
  const count = checkProbabilities(pValues).length;
  return Float64Array.from(pValues, (value) => Math.min(1, value * count));
}
