import { ArgumentError } from "../errors.js";
import { exponentialSmooth, gaussianOneSided, movingMeanTrailing } from "../signals/processing/sample-filters.js";
import type { PublishedSettings, SmoothMethod } from "./settings.js";

/**
 * Smooths a trace at its own rate as the published pipeline does. No method looks ahead.
 *
 * - `none`: y = x
 * - `gaussian`: y_i = Σ_{k=0..i} w_k x_{i−k} / Σ_{k=0..i} w_k, w_k = exp(−k² / 2σ²), narrowed to float32
 * - `exponential`: y_0 = x_0, y_i = α x_i + (1 − α) y_{i−1}, narrowed to float32
 * - `moving`: y_i = mean of x from max(i − ⌊w/2⌋, 0) to i, so that a window of 15 holds 8 samples
 *
 * @param values samples; one that is missing (NaN) makes all samples missing that it is part of
 * @throws ArgumentError for a window below 1, a σ that is not above 0, an α not above 0 and at most 1
 */
export function smooth(values: ArrayLike<number>, settings: PublishedSettings): Float64Array {
  const { window, smoothMethod } = settings;
  if (!(Number.isInteger(window) && window > 0)) {
    const expected = "a whole number of samples above 0";
    throw new ArgumentError({ argument: "window", expected, found: String(window) });
  }
  return smoothers[smoothMethod](values, settings);
}

type Smoother = (values: ArrayLike<number>, settings: PublishedSettings) => Float64Array;

const smoothers: Readonly<Record<SmoothMethod, Smoother>> = {
  none: (values) => Float64Array.from(values),
  gaussian: (values, { sigma }) => gaussianOneSided(values, sigma).map(Math.fround),
  exponential: (values, { alpha }) => exponentialSmooth(values, alpha).map(Math.fround),
  // an even window is made odd, and of the half that looks back and the half that looks ahead the second is left out
  moving: (values, { window }) => movingMeanTrailing(values, Math.floor((window + 1 - (window % 2)) / 2) + 1),
};
