import { ArgumentError } from "../errors.js";

/** Settings of {@link decibels}. */
export interface DecibelOptions {
  /** The amplitude that is 0 dB; above 0. Default: 1. */
  readonly reference?: number;
  /** Levels below this one are raised to it, in dB. Default: −∞. */
  readonly floor?: number;
}

/**
 * Levels of amplitudes: 20 · log10(v / reference), in dB. An amplitude of 0 is at the floor; one below 0 has no level: NaN.
 *
 * @throws ArgumentError for a reference that is not above 0.
 */
export function decibels(amplitudes: ArrayLike<number>, options: DecibelOptions = {}): Float64Array {
  const { reference = 1, floor = Number.NEGATIVE_INFINITY } = options;
  if (!(reference > 0)) {
    throw new ArgumentError({ argument: "reference", expected: "an amplitude above 0", found: String(reference) });
  }
  return Float64Array.from(amplitudes, (value) => Math.max(20 * Math.log10(value / reference), floor));
}

/**
 * Levels of amplitudes whose reference is not known, but whose largest level is: 20 · log10(v / largest v) + `highest`.
 *
 * @param amplitudes - At least one above 0.
 * @param highest - The level of the largest amplitude, in dB.
 * @throws ArgumentError when no amplitude is above 0.
 */
export function decibelsBelow(amplitudes: ArrayLike<number>, highest: number): Float64Array {
  let reference = 0;
  for (let index = 0; index < amplitudes.length; index++) reference = Math.max(reference, amplitudes[index]!);
  return decibels(amplitudes, { reference }).map((level) => level + highest);
}
