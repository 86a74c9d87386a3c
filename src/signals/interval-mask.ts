import { firstFrom } from "./first-from.js";
import { medianStep } from "./resample.js";

/** A span of time, from its onset up to but without its end. */
export interface Interval {
  readonly onsetS: number;
  readonly durationS: number;
}

/** Share of the median step by which a stamp may miss an onset: rounding of either must not move a sample. */
const slack = 1e-6;

/**
 * Which samples fall into one of the intervals: onset ≤ t < onset + duration, both ends moved back by a millionth of
 * the median step so that rounding of times does not decide.
 *
 * @param timeS - Stamps in seconds, never falling.
 * @param intervals - In any order; they may overlap.
 * @returns One entry per stamp: 1 inside, 0 outside.
 * @throws ArgumentError when the stamps fall.
 */
export function intervalMask(timeS: Float64Array, intervals: readonly Interval[]): Uint8Array {
  const mask = new Uint8Array(timeS.length);
  const margin = slack * medianStep(timeS);
  for (const { onsetS, durationS } of intervals) {
    const end = firstFrom(timeS, onsetS + durationS - margin);
    mask.fill(1, firstFrom(timeS, onsetS - margin), end);
  }
  return mask;
}
