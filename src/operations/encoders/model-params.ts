import * as z from "zod/mini";

/** How predictions are made from features. */
export const modelParams = {
  model: z
    ._default(z.enum(["ridge", "banded", "poisson"]), "ridge")
    .check(
      z.describe(
        "ridge: one penalty for all features; banded: a penalty for every space, by weights of the spaces drawn at random; poisson: rates of counts, exp of a weighted sum, by maximum likelihood.",
      ),
    ),
  band_draws: z
    ._default(z.int().check(z.minimum(1), z.maximum(100_000)), 100)
    .check(
      z.describe("banded: weights of the spaces to try, the first of them equal ones. Each is a choice in every fold."),
    ),
  null_rate: z
    ._default(z.enum(["training-mean", "series-mean"]), "training-mean")
    .check(
      z.describe(
        "poisson: what deviance_r2 and bits_per_spike compare with: the mean count of the rows that are fitted, or of all that are predicted.",
      ),
    ),
} as const;
