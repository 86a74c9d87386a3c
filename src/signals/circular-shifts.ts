import { ArgumentError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";

/** Which shifts {@link circularShifts} draws. */
export interface CircularShiftsOptions {
  /** How many; all that there are, in their order, where it asks for as many or more. */
  readonly count: number;
  /** Least distance from the true alignment, in samples, either way round. */
  readonly minimum: number;
  readonly random: RandomSource;
}

/**
 * Different shifts s, minimum ≤ s ≤ T − minimum, for turning one sequence against another in a circle. Each keeps the
 * autocorrelation of both (but for the seam), and breaks only what links them in time.
 *
 * @param samples - T, the length of the sequences.
 * @returns Shifts in samples, each at most once; none where T < 2 · minimum.
 * @throws ArgumentError when count or minimum is not a whole number from 1.
 */
export function circularShifts(samples: number, options: CircularShiftsOptions): Int32Array {
  const { count, minimum, random } = options;
  for (const [argument, value] of Object.entries({ count, minimum })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new ArgumentError({ argument, expected: "a whole number from 1", found: String(value) });
  }
  const all = Int32Array.from({ length: Math.max(0, samples - 2 * minimum + 1) }, (_, index) => minimum + index);
  if (count >= all.length) return all;
  for (let place = 0; place < count; place++) {
    const other = place + random.integer(all.length - place);
    [all[place], all[other]] = [all[other]!, all[place]!];
  }
  return all.slice(0, count);
}
