import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** How two patterns are compared. */
export type DissimilarityMethod =
  | "euclidean"
  | "correlation"
  | "cosine"
  | "mahalanobis"
  | "crossnobis"
  | "poisson"
  | "poisson-cv";

/** What an RDM of each method is called. */
export const dissimilarityLabels = {
  euclidean: "squared euclidean",
  correlation: "correlation",
  cosine: "cosine",
  mahalanobis: "squared mahalanobis",
  crossnobis: "crossnobis",
  poisson: "poisson",
  "poisson-cv": "poisson crossvalidated",
} as const satisfies Readonly<Record<DissimilarityMethod, string>>;

/** The name of a dissimilarity, as RDMs carry it. */
export type DissimilarityLabel = (typeof dissimilarityLabels)[DissimilarityMethod];

/** Whether the noise of the two factors of a method is independent: of different folds. */
export function isCrossvalidated(method: DissimilarityMethod): boolean {
  return method === "crossnobis" || method === "poisson-cv";
}

/** How an RDM is made of patterns. */
export interface RdmOptions {
  /** Default: "euclidean". */
  readonly method?: DissimilarityMethod | undefined;
  /** For `mahalanobis` and `crossnobis`: the noise precision Λ, channels × channels. Default: the identity. */
  readonly noise?: Matrix | undefined;
  /** For `crossnobis`: the precision of the mean pattern of each fold, by the fold's label, in place of `noise`. */
  readonly noisePerFold?: ReadonlyMap<string, Matrix> | undefined;
  /** For the Poisson methods: rate of the prior, in the unit of the patterns. Default: 1. */
  readonly priorLambda?: number | undefined;
  /** For the Poisson methods: weight of the prior in observations. Default: 0.1. */
  readonly priorWeight?: number | undefined;
  /** Takes the mean over channels out of every pattern; no effect on correlation and Poisson. Default: false. */
  readonly removeMean?: boolean | undefined;
  /**
   * `balanced` averages the observations of a condition (in a fold) first; `unbalanced` averages products of single
   * observations, over the channels that both have. Default: "balanced".
   */
  readonly design?: "balanced" | "unbalanced" | undefined;
  /** For `unbalanced`: products count by the number of their channels, or equally. Default: "number". */
  readonly weighting?: "number" | "equal" | undefined;
  /**
   * For `balanced` and crossvalidated: each fold against the mean of all observations outside of it, or the mean over all
   * pairs of fold means. Both agree where every condition has as many observations in every fold. Default:
   * "leave-one-fold-out"; precisions per fold are always pairs.
   */
  readonly scheme?: "leave-one-fold-out" | "fold-pairs" | undefined;
  readonly linalg: LinalgProvider;
}
