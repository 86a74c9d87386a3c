import type { Matrix } from "./provider.js";

/**
 * The square roots of the weights, up to one factor, of the secular equation that has exactly the roots that were found (Gu and
 * Eisenstat 1994, https://doi.org/10.1137/S089547989223924X, after Löwner): wⱼ = Π (rootᵢ − pⱼ) / Π (pᵢ − pⱼ). Vectors made
 * with them are orthogonal however close the roots lie.
 *
 * @param gaps - Row i, column j: pole j − root i.
 */
export function weightsOfRoots(poles: Float64Array, gaps: Matrix): Float64Array {
  const count = gaps.rows;
  const weights = new Float64Array(count);
  for (let j = 0; j < count; j++) weights[j] = Math.abs(gaps.values[j * count + j]!);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i !== j) weights[j]! *= Math.abs(gaps.values[i * count + j]! / (poles[i]! - poles[j]!));
    }
  }
  return weights.map(Math.sqrt);
}
