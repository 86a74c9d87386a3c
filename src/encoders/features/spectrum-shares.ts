import { ArgumentError } from "../../errors.js";

/**
 * A spectrum as shares that sum to 1, falling.
 *
 * @throws ArgumentError when a value is negative or not finite, or all are 0.
 */
export function spectrumShares(eigenvalues: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(eigenvalues).sort().reverse();
  const wrong = sorted.find((value) => !(value >= 0 && Number.isFinite(value)));
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (wrong === undefined && total > 0) return sorted.map((value) => value / total);
  const found = String(wrong ?? `${sorted.length} values that sum to ${total}`);
  throw new ArgumentError({ argument: "eigenvalues", expected: "variances from 0, not all 0", found });
}
