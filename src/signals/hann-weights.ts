import { ArgumentError } from "../errors.js";

/**
 * A Hann window for spectra: w_k = (1 − cos(2π k / n)) / 2, k = 0..n − 1, one period of the raised cosine.
 *
 * @param length - n, a whole number from 2.
 * @throws ArgumentError for another length.
 * @see Harris 1978, https://doi.org/10.1109/PROC.1978.10837
 */
export function hannWindow(length: number): Float64Array {
  if (!(Number.isInteger(length) && length >= 2)) throw refused("length", "a whole number from 2", length);
  return Float64Array.from({ length }, (_, k) => (1 - Math.cos((2 * Math.PI * k) / length)) / 2);
}

/**
 * Weights of a Hann-shaped mean over n samples, none of them zero: w_k ∝ 1 − cos(2π k / (n + 1)), k = 1..n, sum 1.
 *
 * @param points - n, an odd whole number, so that the mean has a middle.
 * @throws ArgumentError for another number.
 */
export function hannKernel(points: number): Float64Array {
  if (!(Number.isInteger(points) && points >= 1 && points % 2 === 1)) {
    throw refused("points", "an odd whole number", points);
  }
  const weights = Float64Array.from({ length: points }, (_, k) => 1 - Math.cos((2 * Math.PI * (k + 1)) / (points + 1)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function refused(argument: string, expected: string, found: number): ArgumentError {
  return new ArgumentError({ argument, expected, found: String(found) });
}
