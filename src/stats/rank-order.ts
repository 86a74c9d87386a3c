/** Positions of the values from the smallest up, with where runs of equal values end; made once, used many times. */
export interface RankOrder {
  /** Indices of the values that are there (not NaN), smallest first. */
  readonly order: Int32Array;
  /** For each run of equal values, the place of `order` behind it. */
  readonly runEnds: Int32Array;
}

/** Sorts values once, for statistics of ranks that are asked for many groupings. NaN stands for a missing value. */
export function rankOrder(values: ArrayLike<number>): RankOrder {
  const present: number[] = [];
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index]!)) present.push(index);
  const order = Int32Array.from(present).sort((a, b) => values[a]! - values[b]! || a - b);
  const runEnds: number[] = [];
  for (let end = 1; end <= order.length; end++) {
    if (end === order.length || values[order[end]!] !== values[order[end - 1]!]) runEnds.push(end);
  }
  return { order, runEnds: Int32Array.from(runEnds) };
}
