import type { Floats } from "../../linalg/provider.js";

/** What an eigenvalue of a system may be by rounding alone; `values` fall. */
export function roundingOf(values: Float64Array): number {
  return Number.EPSILON * values.length * Math.max(0, values[0] ?? 0);
}

/**
 * 1 / (λ + α) for the eigenvalues of a system, falling; 0 where that would only make rounding large: where λ is
 * rounding and α not far above it, and, for products in single precision, where √λ is. In exact numbers such a part
 * adds nothing to a prediction.
 *
 * @param like - An array of the precision that products are made in.
 */
export function dampingOf(values: Float64Array, alpha: number, like: Floats): Float64Array {
  const least = roundingOf(values);
  // products see √λ, which has 24 bits in single precision
  const leastSingle = like instanceof Float32Array ? (least / Number.EPSILON) * 2 ** -46 : Number.NEGATIVE_INFINITY;
  return values.map((value) => {
    const sum = Math.max(0, value) + alpha;
    return (value <= least && alpha <= 100 * least) || value <= leastSingle ? 0 : 1 / sum;
  });
}
