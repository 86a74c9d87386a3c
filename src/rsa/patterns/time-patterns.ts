import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Patterns } from "./patterns.js";
import { checkPatterns } from "./patterns.js";

/** Patterns over time: everything that {@link Patterns} has, and a value per time point. */
export interface TimePatterns extends Omit<Patterns, "values"> {
  readonly nChannels: number;
  /** One per time point, in seconds or in what the source counts. */
  readonly times: Float64Array;
  /** Observations × channels × times: value (row, channel, t) stands at (row · nChannels + channel) · nTimes + t. */
  readonly values: Float64Array;
}

/**
 * The patterns of one time point, copied.
 *
 * @throws ArgumentError when there is no such time point, or the parts differ in length.
 */
export function patternsAt(patterns: TimePatterns, time: number): Patterns {
  const { nChannels, times, values, ...described } = patterns;
  if (!(Number.isInteger(time) && time >= 0 && time < times.length)) {
    const expected = `a time point from 0 to ${times.length - 1}`;
    throw new ArgumentError({ argument: "time", expected, found: String(time) });
  }
  checkTimePatterns(patterns);
  const slice = matrix(described.conditions.length, nChannels);
  for (let to = 0, from = time; to < slice.values.length; to++, from += times.length) slice.values[to] = values[from]!;
  return { ...described, values: slice };
}

/** @throws ArgumentError when the parts of patterns over time differ in length. */
export function checkTimePatterns({ nChannels, times, values, ...described }: TimePatterns): void {
  const rows = described.conditions.length;
  // the rest is checked as for patterns without time, on columns that stand for themselves
  const flat = { rows, columns: nChannels * times.length, values };
  checkPatterns({ ...described, channels: undefined, values: flat });
  if (!described.channels || described.channels.length === nChannels) return;
  const expected = `one entry for each of ${nChannels} channels`;
  throw new ArgumentError({ argument: "channels", expected, found: String(described.channels.length) });
}
