import { checkProbabilities } from "./check-probabilities.js";

/**
 * Adjusted p values of a family of tests by Holm's steps: of the p values sorted upwards, p̃₍ᵢ₎ = max over j ≤ i of
 * (m − j + 1) p₍ⱼ₎, at most 1, m the number of p values that are there. Calling everything with p̃ ≤ α significant keeps
 * the chance of any false call below α, whatever the tests have to do with each other.
 * Source: Holm 1979, Scandinavian Journal of Statistics 6, 65-70.
 *
 * @param pValues - Numbers from 0 to 1; NaN stands for a test that could not be made and takes no part.
 * @returns One adjusted p per p, NaN where p is.
 * @throws ArgumentError for a number that is no probability.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const order = checkProbabilities(pValues);
  const result = new Float64Array(pValues.length).fill(Number.NaN);
  let most = 0;
  for (const [place, index] of order.entries()) {
    most = Math.max(most, Math.min(1, pValues[index]! * (order.length - place)));
    result[index] = most;
  }
  return result;
}
