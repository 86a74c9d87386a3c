import type { Matrix } from "../../../linalg/provider.js";

/** Weighted sums of similarities between the observations of every two conditions; their ratio is the mean. */
export interface SimilarityMeans {
  /** Conditions × conditions. */
  readonly sums: Matrix;
  readonly weights: Matrix;
  /** 1 at pairs of conditions of which a term has no value, which is not the same as missing. */
  readonly undefinedPairs?: Uint8Array | undefined;
}

/**
 * Observations in the form in which the similarity of two is s_ab = (left_a · right_b + left_b · right_a) / 2 · scale,
 * missing channels 0 in both.
 */
export interface ObservationFactors {
  /** Observations × numbers. */
  readonly left: Matrix;
  readonly right: Matrix;
  readonly scale: number;
}
