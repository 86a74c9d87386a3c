import * as z from "zod/mini";

/** How patterns become dissimilarities, for RDMs and searchlights. */
export const dissimilarityParams = {
  method: z
    ._default(
      z.enum(["euclidean", "correlation", "cosine", "mahalanobis", "crossnobis", "poisson", "poisson-cv"]),
      "correlation",
    )
    .check(
      z.describe(
        "How two patterns are compared. euclidean and mahalanobis are squared and, as crossnobis and poisson, divided by the number of channels; crossnobis and poisson-cv take their two factors from different folds, are not raised by noise, and can be negative.",
      ),
    ),
  noise: z
    ._default(z.enum(["none", "diag", "full", "shrinkage-eye", "shrinkage-diag"]), "none")
    .check(
      z.describe(
        "For mahalanobis and crossnobis: the estimator of the noise covariance between channels, by whose inverse differences are weighed. shrinkage-diag (Schäfer and Strimmer) stays invertible with few samples.",
      ),
    ),
  noise_from: z
    ._default(z.enum(["repeats", "residuals"]), "repeats")
    .check(
      z.describe(
        "repeats: observations around the mean of their condition; residuals: samples of the recordings around the mean of their event, or of what lies between events.",
      ),
    ),
  noise_per_fold: z
    ._default(z.boolean(), false)
    .check(z.describe("For crossnobis: a noise covariance for each fold, of which pairs of folds take the mean.")),
  scheme: z
    ._default(z.enum(["leave-one-fold-out", "fold-pairs"]), "leave-one-fold-out")
    .check(
      z.describe(
        "Of a balanced, crossvalidated RDM: each fold against the mean of all other observations, or the mean over all pairs of folds.",
      ),
    ),
  design: z
    ._default(z.enum(["auto", "balanced", "unbalanced"]), "auto")
    .check(
      z.describe(
        "balanced averages the observations of a condition (in a fold) first; unbalanced averages products of single observations over the channels that both have. auto: unbalanced where values, or conditions in a fold, are missing; rows say which it was.",
      ),
    ),
  weighting: z
    ._default(z.enum(["number", "equal"]), "number")
    .check(z.describe("Of an unbalanced design: products count by the number of their channels, or equally.")),
  remove_mean: z
    ._default(z.boolean(), false)
    .check(z.describe("Takes the mean over channels out of every pattern; no effect on correlation and poisson.")),
  prior_lambda: z
    ._default(z.number().check(z.minimum(0)), 1)
    .check(z.describe("Of the Poisson methods: rate of the prior, in the unit of the patterns.")),
  prior_weight: z
    ._default(z.number().check(z.minimum(0)), 0.1)
    .check(z.describe("Of the Poisson methods: weight of the prior in observations.")),
} as const;

const shape = z.strictObject(dissimilarityParams);

/** The values of {@link dissimilarityParams}. */
export type DissimilarityParams = z.infer<typeof shape>;
