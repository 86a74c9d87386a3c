import { type RankOrder, rankOrder } from "../../stats/rank-order.js";

/**
 * The dissimilarities of one RDM in rising order, each as often as it counts, ready for any pair of thresholds. Runs of
 * equal values share one value.
 */
export interface CountedValues extends RankOrder {
  /** Per run: the normalised rank, or the dissimilarity itself. */
  readonly runValues: Float64Array;
  /** Per run: how many values there are up to its end. */
  readonly countsTo: Float64Array;
}

/** Settings of {@link countedValues}. */
export interface CountedOptions {
  /** Ranks scaled to 0 … 1 in place of the dissimilarities. */
  readonly rank: boolean;
  /** How often each pair counts. Default: once. */
  readonly counts?: ArrayLike<number> | undefined;
  /** The order of the dissimilarities, where it is known already. */
  readonly sorted?: RankOrder | undefined;
}

/**
 * Sorts the known dissimilarities of one RDM. With `rank`, r = (rank − least) / (greatest − least), ranks of equals being
 * their mean: with c of a value before a run and k in it, rank = c + (k + 1) / 2. All r are 0 where all values are equal.
 */
export function countedValues(values: ArrayLike<number>, options: CountedOptions): CountedValues {
  const { rank, counts, sorted: { order, runEnds } = rankOrder(values) } = options;
  const runValues = new Float64Array(runEnds.length);
  const countsTo = new Float64Array(runEnds.length);
  let [place, before] = [0, 0];
  let [least, greatest] = [Number.NaN, Number.NaN];
  for (let run = 0; run < runEnds.length; run++) {
    let size = 0;
    runValues[run] = values[order[place]!]!;
    for (const end = runEnds[run]!; place < end; place++) size += counts ? counts[order[place]!]! : 1;
    if (rank) runValues[run] = before + (size + 1) / 2;
    before += size;
    countsTo[run] = before;
    if (size === 0) continue;
    if (Number.isNaN(least)) least = runValues[run]!;
    greatest = runValues[run]!;
  }
  const span = greatest - least;
  if (rank)
    for (let run = 0; run < runValues.length; run++) runValues[run] = span > 0 ? (runValues[run]! - least) / span : 0;
  return { order, runEnds, runValues, countsTo };
}

/**
 * The quantile of counted values by linear interpolation (NumPy's default; type 7 of Hyndman and Fan 1996,
 * https://doi.org/10.1080/00031305.1996.10473566): of n values in rising order the one at place (n − 1) · share.
 */
export function countedQuantile({ runValues, countsTo }: CountedValues, share: number): number {
  const n = countsTo[countsTo.length - 1] ?? 0;
  if (n === 0) return Number.NaN;
  const exact = (n - 1) * share;
  // products such as 0.55 · 100 miss whole numbers by a hair, and an edge is decided by equality with a quantile
  const place = Math.abs(exact - Math.round(exact)) < 1e-9 ? Math.round(exact) : exact;
  const below = Math.floor(place);
  const low = runValues[runAt(countsTo, below)]!;
  if (place === below) return low;
  const high = runValues[runAt(countsTo, below + 1)]!;
  return low + (place - below) * (high - low);
}

/** The run in which the value at a place stands: the first that ends behind it. */
function runAt(countsTo: Float64Array, place: number): number {
  let [first, last] = [0, countsTo.length - 1];
  while (first < last) {
    const middle = (first + last) >> 1;
    if (countsTo[middle]! > place) last = middle;
    else first = middle + 1;
  }
  return first;
}

/** Writes what becomes of each run's value to where its values stand; NaN where the dissimilarity is unknown. */
export function scatterRuns(
  { order, runEnds, runValues }: CountedValues,
  { into, change }: { readonly into: Float64Array; readonly change: (value: number) => number },
): void {
  if (order.length < into.length) into.fill(Number.NaN);
  let place = 0;
  for (let run = 0; run < runEnds.length; run++) {
    const value = change(runValues[run]!);
    for (const end = runEnds[run]!; place < end; place++) into[order[place]!] = value;
  }
}
