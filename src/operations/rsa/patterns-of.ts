import { matrix } from "../../linalg/matrix.js";
import type { Patterns } from "../../rsa/patterns/patterns.js";
import type { PatternSet } from "./pattern-set.js";

/** The patterns of one frame, observations × channels. */
export function patternsOf({ observations, channels, frames }: PatternSet, frame: number): Patterns {
  const values = matrix(observations.length, channels.length);
  for (const [column, channel] of channels.entries()) {
    for (let row = 0; row < observations.length; row++) {
      values.values[row * channels.length + column] = channel.values[row * frames.length + frame]!;
    }
  }
  return {
    values,
    conditions: observations.map(({ condition }) => condition),
    folds: observations.map(({ fold }) => fold),
  };
}
