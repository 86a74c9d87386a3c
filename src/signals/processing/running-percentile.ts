import { percentileOfSorted } from "../../stats/percentile.js";
import { medianStep } from "../resample.js";
import type { Alignment, ProcessedTrace } from "./step.js";

/** Settings of {@link runningPercentile}. */
export interface RunningPercentileOptions {
  /** 0 to 100. */
  readonly percent: number;
  readonly widthS: number;
  readonly alignment: Alignment;
}

/**
 * The percentile of the samples in a window around each sample: with d = t_i − t_j those of 0 ≤ d < width (causal) or
 * |d| < width / 2 (centred) that are there. A missing sample has a value too where its window has samples.
 *
 * @throws ArgumentError when the stamps fall, or the percentage is none.
 */
export function runningPercentile(
  { timeS, values }: Pick<ProcessedTrace, "timeS" | "values">,
  { percent, widthS, alignment }: RunningPercentileOptions,
): Float64Array {
  const slack = 1e-6 * medianStep(timeS);
  const back = (alignment === "causal" ? widthS : widthS / 2) - slack;
  const ahead = alignment === "causal" ? 0 : back;
  const sorted = new Float64Array(values.length);
  let [start, end, held] = [0, 0, 0];
  return values.map((_, index) => {
    const time = timeS[index]!;
    while (end < values.length && (end <= index || timeS[end]! < time + ahead))
      held = insert(sorted, held, values[end++]!);
    while (start < index && timeS[start]! <= time - back) held = remove(sorted, held, values[start++]!);
    return percentileOfSorted(sorted.subarray(0, held), percent);
  });
}

/** Index of the first of the sorted values that is not below the value. */
function placeOf(sorted: Float64Array, held: number, value: number): number {
  let [low, high] = [0, held];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(sorted: Float64Array, held: number, value: number): number {
  if (Number.isNaN(value)) return held;
  const place = placeOf(sorted, held, value);
  sorted.copyWithin(place + 1, place, held);
  sorted[place] = value;
  return held + 1;
}

function remove(sorted: Float64Array, held: number, value: number): number {
  if (Number.isNaN(value)) return held;
  const place = placeOf(sorted, held, value);
  sorted.copyWithin(place, place + 1, held);
  return held - 1;
}
