import { matrix } from "../../linalg/matrix.js";
import type { Patterns } from "./patterns.js";
import { takenDescriptors } from "./take-rows.js";
import { checkTimePatterns, patternsAt, type TimePatterns } from "./time-patterns.js";

/**
 * Every channel at every time point as a channel of its own: observations × (channels · times), the times of a channel one
 * after the other. Ids get the time behind `@`.
 */
export function timeAsChannels(patterns: TimePatterns): Patterns {
  checkTimePatterns(patterns);
  const { nChannels, times, values, channels, ...described } = patterns;
  return {
    ...described,
    values: matrix(described.conditions.length, nChannels * times.length, values.slice()),
    channels: channels?.flatMap((channel) => Array.from(times, (time) => `${channel}@${time}`)),
  };
}

/**
 * Every time point of an observation as an observation of its own: (times · observations) × channels, all observations of
 * the first time point first. The descriptor `time` holds the times.
 */
export function timeAsObservations(patterns: TimePatterns): Patterns {
  checkTimePatterns(patterns);
  const { conditions, folds, channels, descriptors = {}, nChannels, times } = patterns;
  const rows = Array.from({ length: conditions.length * times.length }, (_, k) => k % conditions.length);
  const values = matrix(rows.length, nChannels);
  times.forEach((_, time) => {
    values.values.set(patternsAt(patterns, time).values.values, time * conditions.length * nChannels);
  });
  return {
    values,
    channels,
    conditions: rows.map((row) => conditions[row]!),
    folds: folds && rows.map((row) => folds[row]!),
    descriptors: {
      ...takenDescriptors(descriptors, rows),
      time: rows.map((_, k) => times[Math.floor(k / conditions.length)]!),
    },
  };
}
