import { ArgumentError } from "../errors.js";

/**
 * The value below which `percent` per cent of the values lie: with the n values that are there in rising order,
 * x_k + (h − k) (x_{k+1} − x_k) for h = (n − 1) percent / 100 and k = ⌊h⌋. This is the rule "linear" of NumPy and type 7
 * of Hyndman and Fan 1996, https://doi.org/10.1080/00031305.1996.10473566.
 *
 * @param values - Numbers of one unit; NaN stands for a missing one.
 * @param percent - 0 to 100; 50 is the median.
 * @returns The percentile in the same unit; NaN where no value is there.
 * @throws ArgumentError for another percentage.
 */
export function percentile(values: ArrayLike<number>, percent: number): number {
  return percentileOfSorted(Float64Array.from(values).filter(isThere).sort(), percent);
}

/** {@link percentile} of values that are in rising order and all there. */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  if (!(percent >= 0 && percent <= 100)) {
    throw new ArgumentError({ argument: "percent", expected: "a number from 0 to 100", found: String(percent) });
  }
  if (sorted.length === 0) return Number.NaN;
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return place === below ? low : low + (place - below) * (sorted[below + 1]! - low);
}

function isThere(value: number): boolean {
  return !Number.isNaN(value);
}
