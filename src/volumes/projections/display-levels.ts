import { percentile } from "../../stats/percentile.js";

/** Which values of a picture are drawn black and which at full brightness. */
export interface DisplayRange {
  readonly low: number;
  readonly high: number;
}

/** How a range is found. */
export interface DisplayRangeOptions {
  /** Percentiles that are drawn black and at full brightness. Default: 1 and 99.5. */
  readonly low?: number;
  readonly high?: number;
  /** A value that is drawn at full brightness instead of the percentile, with all above it. */
  readonly clip?: number;
}

/**
 * The range of one channel: between two percentiles of its pixels, or up to a value. Values that are missing do not count.
 *
 * @throws ArgumentError for percentages outside 0 to 100
 */
export function displayRange(values: ArrayLike<number>, options: DisplayRangeOptions = {}): DisplayRange {
  const { low = 1, high = 99.5, clip } = options;
  return { low: percentile(values, low), high: clip ?? percentile(values, high) };
}

/**
 * Brightness of each pixel, ⌊255 s^γ + ½⌋ with s = (value − low) / (high − low) cut to 0 to 1; γ below 1 lifts what is faint.
 * Missing values are black. Where the range is empty, what is above it is at full brightness.
 */
export function displayLevels(
  values: ArrayLike<number>,
  { low, high }: DisplayRange,
  options: { readonly gamma?: number } = {},
): Uint8Array {
  const { gamma = 0.72 } = options;
  return Uint8Array.from(values, (value) => {
    if (!(value > low)) return 0;
    const share = high > low ? Math.min(1, (value - low) / (high - low)) : 1;
    return Math.round(255 * share ** gamma);
  });
}
