import { mean } from "../stats/mean.js";
import { percentile } from "../stats/percentile.js";
import { variance } from "../stats/variance.js";

/** Weights of one connection over independent observations; null where there are too few. */
export interface ConsensusWeights {
  readonly median: number | null;
  readonly mean: number | null;
  /** Standard deviation, n − 1; null below two. */
  readonly standardDeviation: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Mean with a 0 for each observation that could show the connection and does not. */
  readonly meanOverAble: number | null;
}

/** Sums up the weights of the observations that show a connection; `nAbsent` others could and do not. */
export function consensusWeights(weights: readonly number[], nAbsent: number): ConsensusWeights {
  if (weights.length === 0) {
    return { median: null, mean: null, standardDeviation: null, minimum: null, maximum: null, meanOverAble: null };
  }
  const average = mean(weights);
  return {
    median: percentile(weights, 50),
    mean: average,
    standardDeviation: weights.length < 2 ? null : Math.sqrt(variance(weights)),
    minimum: Math.min(...weights),
    maximum: Math.max(...weights),
    meanOverAble: (average * weights.length) / (weights.length + nAbsent),
  };
}
