import { sortedIndices } from "./sorted-indices.js";

/** Positions of the values from the smallest up, with where runs of equal values end; made once, used many times. */
export interface RankOrder {
  /** Indices of the values that are there (not NaN), smallest first. */
  readonly order: Int32Array;
  /** For each run of equal values, the place of `order` behind it. */
  readonly runEnds: Int32Array;
}

/** Sorts values once, for statistics of ranks that are asked for many groupings. NaN stands for a missing value. */
export function rankOrder(values: ArrayLike<number>): RankOrder {
  const order = sortedIndices(values);
  const runEnds = new Int32Array(order.length);
  let runs = 0;
  for (let end = 1; end <= order.length; end++) {
    if (end === order.length || values[order[end]!] !== values[order[end - 1]!]) runEnds[runs++] = end;
  }
  return { order, runEnds: runEnds.slice(0, runs) };
}
