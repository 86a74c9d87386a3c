import { medianStep } from "../stats/median-step.js";

/** Equal bins of time, in seconds. */
export interface TimeBins {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** The length of a bin in seconds. */
export function binWidth({ start, end, count }: TimeBins): number {
  return (end - start) / count;
}

/** The bin of a time; below 0 or `count` and more where it lies outside. */
export function binOf(time: number, bins: TimeBins): number {
  // regular samples lie on the edges of bins: rounding must not push them to the wrong side
  return Math.floor((time - bins.start) / binWidth(bins) + 1e-6);
}

/** The middle of each bin. */
export function binCentres({ start, end, count }: TimeBins): Float64Array {
  return Float64Array.from({ length: count }, (_, bin) => start + ((bin + 0.5) * (end - start)) / count);
}

/**
 * Mean of the samples in each bin; NaN where all samples of a bin are missing. A bin between two samples takes the
 * bin before it, at most 1.5 median steps back: with uneven stamps some bins are skipped.
 */
export function binTrace(values: ArrayLike<number>, time_s: ArrayLike<number>, bins: TimeBins): Float64Array {
  const sums = new Float64Array(bins.count);
  const counts = new Float64Array(bins.count);
  const touched = new Uint8Array(bins.count);
  for (let index = 0; index < values.length; index++) {
    const bin = binOf(time_s[index]!, bins);
    if (!(bin >= 0 && bin < bins.count)) continue;
    touched[bin] = 1;
    if (Number.isNaN(values[index]!)) continue;
    sums[bin]! += values[index]!;
    counts[bin]! += 1;
  }
  const means = sums.map((sum, bin) => (counts[bin]! > 0 ? sum / counts[bin]! : Number.NaN));
  if (!touched.includes(0)) return means;
  const reach = Math.max(1, Math.floor((1.5 * medianStep(time_s)) / binWidth(bins)));
  for (let bin = 1; bin < bins.count; bin++) {
    if (touched[bin] === 1) continue;
    for (let back = 1; back <= reach && bin - back >= 0; back++) {
      if (touched[bin - back] !== 1) continue;
      means[bin] = means[bin - back]!;
      break;
    }
  }
  return means;
}
