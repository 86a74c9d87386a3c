import { ArgumentError } from "../errors.js";

/** Settings of {@link binEvents}. */
export interface BinEventsOptions {
  /** Length of a bin, in the unit of the times; above 0. */
  readonly width: number;
  /** Number of bins. */
  readonly count: number;
  /** Where the first bin begins. Default: 0. */
  readonly start?: number;
  /**
   * Times that lie this close below the beginning of a bin, as a share of its width, belong to it: 0.0067 s divided by a
   * bin of 0.00005 s is a little less than 134 in floating point. Default: 1e-6.
   */
  readonly tolerance?: number;
}

/**
 * How many events fall into each bin: an event at time t into the bin floor((t − start) / width). Events before the
 * first and behind the last bin count nowhere.
 *
 * @param times - Times of events in any order; not NaN.
 * @returns One count per bin.
 * @throws ArgumentError for a width, a number of bins or a tolerance that cannot be meant, and for a time that is NaN.
 */
export function binEvents(times: ArrayLike<number>, options: BinEventsOptions): Float64Array {
  const { width, count, start = 0, tolerance = 1e-6 } = options;
  if (!(width > 0 && Number.isFinite(width))) throw refused("width", "a length above 0", width);
  if (!(Number.isInteger(count) && count >= 0)) throw refused("count", "a whole number of bins", count);
  if (!(tolerance >= 0 && tolerance < 1)) throw refused("tolerance", "a share of a bin, 0 ≤ tolerance < 1", tolerance);
  const counts = new Float64Array(count);
  for (let index = 0; index < times.length; index++) {
    const time = times[index]!;
    if (Number.isNaN(time)) throw refused(`times[${index}]`, "a time", time);
    const bin = Math.floor((time - start) / width + tolerance);
    if (bin >= 0 && bin < count) counts[bin]!++;
  }
  return counts;
}

function refused(argument: string, expected: string, found: number): ArgumentError {
  return new ArgumentError({ argument, expected, found: String(found) });
}
