import { NumericError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import type { LinalgProvider, Matrix, SingularValues } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { checkPatternPair, type SimilarityOptions } from "./check-pattern-pair.js";
import { type KeptComponents, type PrincipalPatterns, principalPatterns } from "./principal-patterns.js";

/** Canonical correlations and their summaries. */
export interface CcaResult {
  /** min(rank X, rank Y) values in [0, 1], falling. */
  readonly correlations: Float64Array;
  readonly mean: number;
  readonly meanSquare: number;
  /** Mean weighted by how much of X each canonical variate stands for, Σ_j |h_iᵀ x_j| (Morcos et al. 2018, arXiv 1806.05759). */
  readonly projectionWeighted: number;
}

/** How canonical correlations are made. */
export interface CcaOptions extends SimilarityOptions {
  /** Keep the leading principal components of both sides only: SVCCA (Raghu et al. 2017, arXiv 1706.05806). */
  readonly kept?: KeptComponents | undefined;
}

/**
 * Canonical correlation analysis of patterns: the singular values of Q_Xᵀ Q_Y, Q orthonormal bases of the centred
 * patterns. With as many channels as conditions − 1 or more, all correlations are 1 whatever the patterns.
 *
 * @param x - n conditions × p channels.
 * @param y - The same n conditions × q channels.
 * @throws ArgumentError for different conditions, fewer than 2, or no number or share of components; NumericError for
 *   patterns that are not finite or do not vary.
 */
export function cca(x: Matrix, y: Matrix, { linalg = jsLinalg, kept }: CcaOptions = {}): CcaResult {
  checkPatternPair(x, y);
  const [left, right] = [principalPatterns(x, { linalg, kept }), principalPatterns(y, { linalg, kept })];
  for (const [name, { lengths }] of Object.entries({ x: left, y: right })) {
    if (lengths.length === 0)
      throw new NumericError({ quantity: name, reason: "patterns do not vary over conditions" });
  }
  const turned = linalg.svd(linalg.multiply(transposed(left.u), right.u));
  const correlations = turned.values.map((value) => Math.min(1, value));
  return {
    correlations,
    mean: weightedMean(correlations, () => 1),
    meanSquare: weightedMean(
      correlations.map((value) => value * value),
      () => 1,
    ),
    projectionWeighted: projectionWeighted(left, turned, linalg),
  };
}

/** Variates h = U·u and their products with the channels of X, which are u's with diag(lengths) Vᵀ. */
function projectionWeighted(left: PrincipalPatterns, { u, values }: SingularValues, linalg: LinalgProvider): number {
  const variates = linalg.multiply(left.u, u);
  const products = linalg.multiply(transposed(variates), left.centred);
  return weightedMean(
    values.map((value) => Math.min(1, value)),
    (k) => {
      let sum = 0;
      for (let j = k * products.columns; j < (k + 1) * products.columns; j++) sum += Math.abs(products.values[j]!);
      return sum;
    },
  );
}

function weightedMean(values: Float64Array, weightOf: (k: number) => number): number {
  let [sum, total] = [0, 0];
  values.forEach((value, k) => {
    const weight = weightOf(k);
    sum += weight * value;
    total += weight;
  });
  return sum / total;
}
