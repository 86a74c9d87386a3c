import { ArgumentError } from "../../errors.js";
import { checkTimePatterns, type TimePatterns } from "./time-patterns.js";

/**
 * Means over groups of time points: the value of a bin is the mean of its points, its time the mean of their times. A
 * channel that is NaN at one point of a bin is NaN in the bin.
 *
 * @param bins - Per bin, the numbers of its time points.
 * @throws ArgumentError when a bin has no point, or one that is not there.
 */
export function binTime(patterns: TimePatterns, bins: readonly (readonly number[])[]): TimePatterns {
  checkTimePatterns(patterns);
  const { times, values } = patterns;
  for (const bin of bins) checkBin(bin, times.length);
  const series = values.length / Math.max(1, times.length);
  const binned = new Float64Array(series * bins.length);
  for (let k = 0; k < series; k++) {
    bins.forEach((bin, to) => {
      binned[k * bins.length + to] = meanAt(values, bin, k * times.length);
    });
  }
  return { ...patterns, times: Float64Array.from(bins, (bin) => meanAt(times, bin, 0)), values: binned };
}

function meanAt(values: Float64Array, points: readonly number[], offset: number): number {
  let sum = 0;
  for (const point of points) sum += values[offset + point]!;
  return sum / points.length;
}

function checkBin(bin: readonly number[], count: number): void {
  if (bin.length > 0 && bin.every((point) => Number.isInteger(point) && point >= 0 && point < count)) return;
  const expected = `bins of time points from 0 to ${count - 1}`;
  throw new ArgumentError({ argument: "bins", expected, found: bin.length === 0 ? "an empty bin" : bin.join(", ") });
}
