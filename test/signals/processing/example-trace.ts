import { expect } from "chai";
import type { ProcessedTrace } from "../../../src/signals/processing/step.js";

const samples = Array.from({ length: 24 }, (_, k) => k);

/** The stamps of an irregular clock, 0.4 k + 0.1 sin(1.3 k) s, for which the reference values were found. */
export const timeS = Float64Array.from(samples, (k) => 0.4 * k + 0.1 * Math.sin(1.3 * k));

/** The trace sin(0.7 k) + 0.3 cos(2.1 k) of 24 samples. */
export const whole = Float64Array.from(samples, (k) => Math.sin(0.7 * k) + 0.3 * Math.cos(2.1 * k));

/** The same with samples 5, 6 and 13 missing. */
export const gapped = whole.map((value, k) => ([5, 6, 13].includes(k) ? Number.NaN : value));

/** The samples at which reference values were found. */
export const picked = [0, 4, 7, 12, 14, 23];

/** A trace of which no sample has been filled. */
export function traceOf(values: Float64Array, stamps: Float64Array = timeS): ProcessedTrace {
  return { timeS: stamps, values, filled: new Uint8Array(values.length) };
}

/** Compares samples, the first ones where no others are named, with reference values. */
export function expectValues(
  found: ArrayLike<number>,
  expected: readonly number[],
  options: { readonly at?: readonly number[]; readonly tolerance?: number } = {},
): void {
  const { at = expected.map((_, index) => index), tolerance = 1e-12 } = options;
  expect(expected.length).to.be.at.most(at.length);
  expected.forEach((value, place) => {
    const index = at[place]!;
    if (Number.isNaN(value)) expect(found[index], `sample ${index}`).to.be.NaN;
    else expect(found[index], `sample ${index}`).to.be.closeTo(value, tolerance * Math.max(1, Math.abs(value)));
  });
}
