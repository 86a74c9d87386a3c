import type { LinalgProvider } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import type { SigmaK } from "../comparison/compare-options.js";
import type { MeasureName } from "../comparison/measure-name.js";

/**
 * How RDMs of data become the one that regression fits: `measure` divides each by its own length under the measure, which
 * gives the weights of the largest mean similarity; `rms` by its root mean square, as the pools of noise ceilings are
 * made. They differ for cosine-cov and corr-cov alone.
 */
export type FitPool = "measure" | "rms";

/** How a model is fitted. */
export interface FitOptions {
  readonly measure: MeasureName;
  readonly sigmaK?: SigmaK | undefined;
  /** Times each condition stands in the sample that is fitted. Default: each once. */
  readonly counts?: ArrayLike<number> | undefined;
  /** Times each RDM of the data stands in it. Default: each once. */
  readonly rdmCounts?: ArrayLike<number> | undefined;
  /** What is added to the diagonal of the normal equations, or times ‖θ‖² to what `optimise` lowers. Default: 0. */
  readonly ridge?: number | undefined;
  /** Of the regressions. Default: `measure`. */
  readonly pool?: FitPool | undefined;
  /** Whether weights are scaled to ‖θ‖ = 1. Default: true. */
  readonly normalise?: boolean | undefined;
  /** Where the starts of `optimise` come from. Default: a stream of the seed `fit`. */
  readonly random?: RandomSource | undefined;
  readonly linalg?: LinalgProvider | undefined;
}
