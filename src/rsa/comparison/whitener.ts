import type { Matrix } from "../../linalg/provider.js";

/**
 * Rows of dissimilarities (RDMs × pairs of the sample) to rows f whose products are xᵀ V⁻¹ y, where
 * V = (C Σ_k Cᵀ) ∘ (C Σ_k Cᵀ) is the covariance of distances between noisy patterns, up to a factor, restricted to the
 * pairs of the sample, and C holds the contrasts of all pairs of conditions.
 */
export type Whitener = (rows: Matrix) => Matrix;
