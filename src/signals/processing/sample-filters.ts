/**
 * Filters whose widths are counted in samples, whatever the time between them. They are the textbook sums in float64: a
 * missing sample (NaN) makes every output missing whose sum it enters. Filters with widths in seconds that leave
 * missing samples out are in `smooth`.
 *
 * @module
 */
import { ArgumentError } from "../../errors.js";

/** Weights below exp(−40.5), a 400-million-billionth of the first one, are lost in the rounding of the sum. */
const sigmasKept = 9;

/**
 * Mean of the last samples: y_i = mean(x_j for max(i − samples + 1, 0) ≤ j ≤ i), in the unit of x.
 *
 * @param samples - How many samples a mean takes, the newest included; a whole number from 1.
 * @throws ArgumentError for another number of samples.
 */
export function movingMeanTrailing(x: ArrayLike<number>, samples: number): Float64Array {
  if (!(Number.isInteger(samples) && samples >= 1)) throw refused("samples", "a whole number from 1", samples);
  return Float64Array.from({ length: x.length }, (_, index) => {
    const first = Math.max(index - samples + 1, 0);
    let sum = 0;
    for (let j = first; j <= index; j++) sum += x[j]!;
    return sum / (index - first + 1);
  });
}

/**
 * One-sided Gaussian: y_i = Σ_{k=0..i} w_k x_{i−k} / Σ_{k=0..i} w_k with w_k = exp(−k² / (2 σ²)), in the unit of x.
 * Weights further than nine σ away, below 3e-18, are left out.
 *
 * @param sigmaSamples - σ, in samples; above 0.
 * @throws ArgumentError for another σ.
 */
export function gaussianOneSided(x: ArrayLike<number>, sigmaSamples: number): Float64Array {
  if (!(sigmaSamples > 0 && Number.isFinite(sigmaSamples))) {
    throw refused("sigmaSamples", "a number above 0", sigmaSamples);
  }
  const reach = Math.min(Math.floor(sigmasKept * sigmaSamples), Math.max(0, x.length - 1));
  const weights = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigmaSamples ** 2)));
  return Float64Array.from({ length: x.length }, (_, index) => {
    let [sum, total] = [0, 0];
    for (let k = 0; k <= Math.min(index, reach); k++) {
      sum += weights[k]! * x[index - k]!;
      total += weights[k]!;
    }
    return sum / total;
  });
}

/**
 * Exponential smoothing: y_0 = x_0, y_i = α x_i + (1 − α) y_{i−1}, in the unit of x.
 *
 * @param alpha - Weight of the new sample, 0 < α ≤ 1.
 * @throws ArgumentError for another α.
 */
export function exponentialSmooth(x: ArrayLike<number>, alpha: number): Float64Array {
  if (!(alpha > 0 && alpha <= 1)) throw refused("alpha", "a number above 0, at most 1", alpha);
  const y = Float64Array.from(x);
  for (let index = 1; index < y.length; index++) y[index] = alpha * y[index]! + (1 - alpha) * y[index - 1]!;
  return y;
}

/**
 * The derivative on an irregular time axis, exact for parabolas between the ends: with a = t_i − t_{i−1} and
 * b = t_{i+1} − t_i, (a² x_{i+1} + (b² − a²) x_i − b² x_{i−1}) / (a b (a + b)); at the two ends the slope to the
 * neighbour. This is what `numpy.gradient(x, t)` gives. Unit of x per second.
 *
 * @param timeS - Stamps in seconds, rising; one per sample. A trace of one sample has no derivative: NaN.
 * @throws ArgumentError when the lengths differ or the stamps do not rise.
 */
export function gradientIrregular(timeS: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
  if (timeS.length !== x.length) throw refused("x", `${timeS.length} samples`, x.length);
  const last = x.length - 1;
  for (let index = 1; index <= last; index++) {
    if (timeS[index]! > timeS[index - 1]!) continue;
    throw refused("timeS", "rising stamps", `${timeS[index]} after ${timeS[index - 1]}`);
  }
  if (last < 1) return new Float64Array(x.length).fill(Number.NaN);
  const slope = (index: number) => (x[index + 1]! - x[index]!) / (timeS[index + 1]! - timeS[index]!);
  return Float64Array.from({ length: x.length }, (_, index) => {
    if (index === 0) return slope(0);
    if (index === last) return slope(last - 1);
    const before = timeS[index]! - timeS[index - 1]!;
    const after = timeS[index + 1]! - timeS[index]!;
    const parts = before ** 2 * x[index + 1]! + (after ** 2 - before ** 2) * x[index]! - after ** 2 * x[index - 1]!;
    return parts / (before * after * (before + after));
  });
}

function refused(argument: string, expected: string, found: number | string): ArgumentError {
  return new ArgumentError({ argument, expected, found: String(found) });
}
