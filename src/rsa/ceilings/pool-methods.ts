import type { MeasureName } from "../comparison/measure-name.js";

/**
 * What is done to every RDM before the mean is taken over RDMs: divided by its root mean square; its mean taken off and
 * divided by its standard deviation; divided by √(dᵀV⁻¹d), also after its mean is taken off; replaced by its average
 * ranks; nothing.
 */
export type PoolMethod = "root-mean-square" | "z-score" | "whitened" | "centred-whitened" | "ranks" | "plain";

/**
 * How RDMs are pooled for noise ceilings. For the measures of correlation and cosine it is the RDM of the largest mean
 * similarity; for the whitened ones, Kendall's tau and the last three it is close to it, not the optimum.
 */
export const ceilingPools: Readonly<Record<MeasureName, PoolMethod>> = {
  cosine: "root-mean-square",
  "cosine-cov": "root-mean-square",
  corr: "z-score",
  "corr-cov": "z-score",
  "corr-cov-gls": "z-score",
  spearman: "ranks",
  "rho-a": "ranks",
  "tau-a": "ranks",
  "tau-b": "ranks",
  riemannian: "plain",
  bures: "plain",
  "bures-squared": "plain",
};

/** How RDMs are pooled for the closed-form fits of models, which exist for four measures. */
export const fitPools: Readonly<Partial<Record<MeasureName, PoolMethod>>> = {
  cosine: "root-mean-square",
  corr: "z-score",
  "cosine-cov": "whitened",
  "corr-cov": "centred-whitened",
};
