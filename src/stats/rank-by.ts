import { ArgumentError } from "../errors.js";

/** What equal values get: the mean, the smallest or the largest of their ranks, one rank without gaps, or one each. */
export type RankMethod = "average" | "min" | "max" | "dense" | "ordinal";

interface Tie {
  /** Positions in the sorted order, from 0; `end` is not included. */
  readonly start: number;
  readonly end: number;
  /** How many different values are smaller. */
  readonly group: number;
}

const rankOf: Readonly<Record<RankMethod, (tie: Tie, position: number) => number>> = {
  average: ({ start, end }) => (start + end + 1) / 2,
  min: ({ start }) => start + 1,
  max: ({ end }) => end,
  dense: ({ group }) => group + 1,
  ordinal: (_, position) => position + 1,
};

/**
 * Ranks from 1, smallest first; NaN stays NaN and takes no rank. With `ordinal` equal values are ranked in their order.
 *
 * @throws ArgumentError for another method
 */
export function rankBy(values: ArrayLike<number>, method: RankMethod): Float64Array {
  if (!Object.hasOwn(rankOf, method)) {
    const expected = Object.keys(rankOf).join(", ");
    throw new ArgumentError({ argument: "method", expected, found: String(method) });
  }
  const order: number[] = [];
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index]!)) order.push(index);
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  const result = new Float64Array(values.length).fill(Number.NaN);
  for (let start = 0, group = 0; start < order.length; group++) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) result[order[at]!] = rankOf[method]({ start, end, group }, at);
    start = end;
  }
  return result;
}
