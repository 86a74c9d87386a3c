import * as z from "zod/mini";
import type { FitterName } from "../../rsa/models/fitters.js";
import { fitters } from "../../rsa/models/fitters.js";
import { conditionVariances, measureNames } from "./measure-params.js";
import { rdmChoice } from "./rdm-choice.js";

const whole = (least: number) => z.int().check(z.minimum(least));
const correction = z.enum(["fdr", "holm", "bonferroni", "none"]);

const target = z.strictObject({
  ...rdmChoice,
  name: z.optional(z.string()).check(z.describe("Default: data, or the values of split_by.")),
  split_by: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("One target for each combination of values of these columns, for example [region].")),
});

const model = z.strictObject({
  ...rdmChoice,
  name: z
    .optional(z.string())
    .check(
      z.describe("Needed for models of several RDMs. Fixed models without one are one per RDM, named as the RDM."),
    ),
  kind: z
    ._default(z.enum(["fixed", "select", "weighted", "non-negative", "interpolate", "family"]), "fixed")
    .check(
      z.describe(
        "fixed predicts the mean of its RDMs, select one of them, weighted a sum with any weights, non-negative one with weights from 0, interpolate a mix of two neighbours; family makes weighted models of all subsets.",
      ),
    ),
  fitter: z
    .optional(z.enum(Object.keys(fitters) as [FitterName, ...FitterName[]]))
    .check(z.describe("How weights are found. Default: by the kind of model and the measure.")),
});

const folds = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("k-fold"), rdms: z.optional(whole(1)), conditions: z.optional(whole(1)) }),
  z.strictObject({ kind: z.literal("of-k"), rdms: z.optional(whole(1)), conditions: z.optional(whole(1)) }),
  z.strictObject({ kind: z.literal("leave-one-out"), factor: z.enum(["rdms", "conditions"]) }),
  z.strictObject({
    kind: z.literal("random"),
    sets: whole(1),
    rdms: z.optional(whole(0)),
    conditions: z.optional(whole(0)),
  }),
]);

const drawn = z.array(whole(0));

/** Parameters of `rsa-evaluate`. */
export const evaluateParams = z.strictObject({
  targets: z.array(target).check(z.minLength(1), z.describe("The RDMs that are explained, by where-objects.")),
  models: z.array(model).check(z.minLength(1), z.describe("The models that explain them, by where-objects.")),
  measures: z
    ._default(z.array(z.enum([...measureNames, "spearman-squared"])).check(z.minLength(1)), ["rho-a"])
    .check(
      z.describe(
        "How RDMs are compared. spearman-squared is the score of challenges, of the data as they are only: it is never negative, so that its p against 0 means little.",
      ),
    ),
  group_by: z
    .optional(z.string())
    .check(
      z.describe(
        "Column whose values say which RDMs belong together, are drawn and held out together. Default: subject where every RDM has one, else rdm_id.",
      ),
    ),
  condition_groups: z
    .optional(z.record(z.string(), z.string()))
    .check(z.describe("Group of each condition, by id; groups are drawn and held out whole. Default: each alone.")),
  missing: z
    ._default(z.enum(["error", "common"]), "error")
    .check(z.describe("Where RDMs do not know the same pairs: an error, or only the pairs that all of them know.")),
  resample: z
    ._default(z.enum(["none", "rdms", "conditions", "both", "dual"]), "none")
    .check(
      z.describe(
        "What is drawn anew to learn how sure results are: rdms for new subjects, conditions for new stimuli, dual for both, with variances corrected for each other; both, at once, is too careful.",
      ),
    ),
  draws: z._default(whole(1).check(z.maximum(1_000_000)), 1000).check(z.describe("Samples of the bootstrap.")),
  recorded_draws: z
    .optional(z.array(z.strictObject({ rdms: drawn, conditions: drawn })).check(z.minLength(1)))
    .check(z.describe("Samples to be used in place of random ones: 0-based numbers of groups.")),
  crossvalidation: z
    .optional(z.strictObject({ scheme: folds, repeats: z._default(whole(1), 2) }))
    .check(
      z.describe(
        "Fits and tests models on different data, inside of every sample: { scheme: { kind: k-fold, rdms: 4, conditions: 5 } }. Without it models are fitted to what they are tested on.",
      ),
    ),
  ridge: z
    ._default(z.number().check(z.nonnegative()), 0)
    .check(
      z.describe("What is added to the diagonal of regressions, or times the squared length to what others lower."),
    ),
  fit_pool: z
    ._default(z.enum(["measure", "rms"]), "measure")
    .check(
      z.describe(
        "How RDMs become the one that regressions fit: measure gives the largest mean similarity, rms pools as noise ceilings do.",
      ),
    ),
  test: z._default(z.enum(["t", "bootstrap", "rank"]), "t").check(z.describe("rank: of the data as they are only.")),
  correction: z
    ._default(correction, "bonferroni")
    .check(z.describe("Of p against 0 and against the ceiling, over models.")),
  pair_correction: z._default(correction, "fdr").check(z.describe("Of p of two models, over all pairs of models.")),
  mean_of_kinds: z
    ._default(z.boolean(), false)
    .check(z.describe("Of a dual bootstrap, adds the mean of the three kinds of samples, which rsatoolbox reports.")),
  permutations: z
    ._default(whole(0).check(z.maximum(1_000_000)), 0)
    .check(
      z.describe("Orders of the conditions' labels for a fixed-effects test, with the best model's score of each."),
    ),
  constant_model: z
    ._default(z.boolean(), false)
    .check(
      z.describe("Adds a model of equal dissimilarities and tests the others against it: what cosine measures need."),
    ),
  condition_variances: conditionVariances,
});

/** The values of {@link evaluateParams}. */
export type EvaluateParams = z.infer<typeof evaluateParams>;

/** What is said of one model. */
export type ModelChoice = EvaluateParams["models"][number];
