import { rankBy } from "./rank-by.js";

/**
 * Ranks from 1, equal values sharing the mean of their ranks (midranks). Missing values (NaN) stay NaN and take no rank.
 *
 * @param values - Numbers to rank, smallest first.
 * @returns One rank per value; the ranks of n values sum to n(n + 1)/2.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  return rankBy(values, "average");
}
