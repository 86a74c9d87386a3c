import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { NoiseMoments } from "./noise-moments.js";

/**
 * S = Σ x xᵀ / ν with its off-diagonal entries times 1 − λ (Schäfer and Strimmer 2005,
 * https://doi.org/10.2202/1544-6115.1175), λ from {@link diagonalShrinkage}.
 *
 * @param moments - With squared products.
 */
export function shrunkToDiagonal(moments: NoiseMoments, degreesOfFreedom: number): Matrix {
  const channels = moments.products.rows;
  const kept = 1 - diagonalShrinkage(moments, degreesOfFreedom);
  const shrunk = moments.products.values.map(
    (value, k) => (value / degreesOfFreedom) * (k % (channels + 1) === 0 ? 1 : kept),
  );
  return matrix(channels, channels, shrunk);
}

/**
 * λ = Σ var_ij / Σ r̄_ij² over all i ≠ j, between 0 and 1: with s_i² = Σ x_i² / ν, r̄_ij = Σ x_i x_j / (s_i s_j (T − 1)),
 * q_ij = Σ (x_i x_j)² / (s_i² s_j² (T − 1)) and var_ij = (T / ν²)(q_ij − r̄_ij²). Channels without variance take no part;
 * where no correlation is left, λ is 1.
 *
 * @param moments - With squared products.
 */
export function diagonalShrinkage(moments: NoiseMoments, degreesOfFreedom: number): number {
  const { rows, products, squaredProducts } = moments;
  const channels = products.rows;
  let variances = 0;
  let correlations = 0;
  for (let i = 0; i < channels; i++) {
    for (let j = 0; j < i; j++) {
      const variance =
        (products.values[i * channels + i]! * products.values[j * channels + j]!) / degreesOfFreedom ** 2;
      if (variance === 0) continue;
      const correlation = products.values[i * channels + j]! ** 2 / (variance * (rows - 1) ** 2);
      variances += squaredProducts!.values[i * channels + j]! / (variance * (rows - 1)) - correlation;
      correlations += correlation;
    }
  }
  if (correlations === 0) return 1;
  return Math.min(1, Math.max(0, ((rows / degreesOfFreedom ** 2) * variances) / correlations));
}
