import { binOf, type TimeBins } from "./bin-trace.js";

/** Lowest and highest sample in each bin; NaN where it holds none or all of them are missing. */
export function binRange(
  values: ArrayLike<number>,
  time_s: ArrayLike<number>,
  bins: TimeBins,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const low = new Float64Array(bins.count).fill(Number.NaN);
  const high = new Float64Array(bins.count).fill(Number.NaN);
  for (let index = 0; index < values.length; index++) {
    const bin = binOf(time_s[index]!, bins);
    const value = values[index]!;
    if (!(bin >= 0 && bin < bins.count) || Number.isNaN(value)) continue;
    // a comparison with NaN is false: the first sample is both ends
    if (!(value >= low[bin]!)) low[bin] = value;
    if (!(value <= high[bin]!)) high[bin] = value;
  }
  return { low, high };
}
