/** Values as places in their sorted order, equal values sharing one; −1 for a missing value. */
export interface RankCodes {
  readonly codes: Int32Array;
  /** Number of different values. */
  readonly count: number;
}

/** Codes of numbers; NaN stands for a missing one. */
export function rankCodes(values: Float64Array): RankCodes {
  const distinct = values.filter((value) => !Number.isNaN(value)).sort();
  const codeOf = new Map<number, number>();
  // 0 and −0 are one key of a map
  for (const value of distinct) if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
  return { codes: Int32Array.from(values, (value) => codeOf.get(value) ?? -1), count: codeOf.size };
}

/**
 * Spearman's correlation, Pearson's of midranks, over the pairs of which both are there. Sorting was done by
 * {@link rankCodes}, so that each call takes time in proportion to the pairs.
 *
 * @returns NaN where fewer than two pairs are there or one side does not vary.
 */
export function codedRankCorrelation(x: RankCodes, y: RankCodes): number {
  const [countsX, countsY] = [new Float64Array(x.count), new Float64Array(y.count)];
  let n = 0;
  for (let index = 0; index < x.codes.length; index++) {
    const [a, b] = [x.codes[index]!, y.codes[index]!];
    if (a < 0 || b < 0) continue;
    countsX[a]!++;
    countsY[b]!++;
    n++;
  }
  const xx = centredMidranks(countsX, n);
  const yy = centredMidranks(countsY, n);
  let xy = 0;
  for (let index = 0; index < x.codes.length; index++) {
    const [a, b] = [x.codes[index]!, y.codes[index]!];
    if (a >= 0 && b >= 0) xy += countsX[a]! * countsY[b]!;
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Number.NaN;
}

/** Spearman's correlation of numbers; NaN stands for a missing one. */
export function rankCorrelation(x: Float64Array, y: Float64Array): number {
  return codedRankCorrelation(rankCodes(x), rankCodes(y));
}

/** Replaces how often each code occurs by its midrank less the mean rank (n + 1) / 2; gives back the sum of squares. */
function centredMidranks(counts: Float64Array, n: number): number {
  let [below, squares] = [0, 0];
  for (let code = 0; code < counts.length; code++) {
    const own = counts[code]!;
    const centred = below + (own + 1) / 2 - (n + 1) / 2;
    below += own;
    squares += own * centred * centred;
    counts[code] = centred;
  }
  return squares;
}
