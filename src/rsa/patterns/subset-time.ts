import { ArgumentError } from "../../errors.js";
import { binTime } from "./bin-time.js";
import type { TimePatterns } from "./time-patterns.js";

/**
 * The time points from one time to another, both included.
 *
 * @throws ArgumentError when no time point lies in the range.
 */
export function subsetTime(patterns: TimePatterns, from: number, to: number): TimePatterns {
  const points = Array.from(patterns.times.keys()).filter((k) => {
    const time = patterns.times[k]!;
    return time >= from && time <= to;
  });
  if (points.length > 0)
    return binTime(
      patterns,
      points.map((point) => [point]),
    );
  const { times } = patterns;
  const expected = times.length > 0 ? `a range that meets ${times[0]} to ${times.at(-1)}` : "patterns with time points";
  throw new ArgumentError({ argument: "from, to", expected, found: `${from} to ${to}` });
}
