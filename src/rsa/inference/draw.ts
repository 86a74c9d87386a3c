import { ArgumentError } from "../../errors.js";
import type { RandomSource } from "../../random/random-source.js";

/** A sample with replacement of both factors: numbers of groups of RDMs and of conditions, as drawn. */
export interface Draw {
  readonly rdms: readonly number[];
  readonly conditions: readonly number[];
}

/** As many groups of RDMs as there are, with replacement, then as many groups of conditions. */
export function randomDraw(nRdms: number, nConditions: number, random: RandomSource): Draw {
  return {
    rdms: Array.from({ length: nRdms }, () => random.integer(nRdms)),
    conditions: Array.from({ length: nConditions }, () => random.integer(nConditions)),
  };
}

/**
 * Times each position stands in a sample: as often as its group was drawn.
 *
 * @throws ArgumentError when a number is that of no group.
 */
export function drawnCounts(
  drawn: readonly number[],
  groups: readonly (readonly number[])[],
  size: number,
): Float64Array {
  const counts = new Float64Array(size);
  for (const number of drawn) {
    const group = groups[number];
    if (!group) {
      const expected = `numbers of groups from 0 to ${groups.length - 1}`;
      throw new ArgumentError({ argument: "recordedDraws", expected, found: String(number) });
    }
    for (const position of group) counts[position]!++;
  }
  return counts;
}
