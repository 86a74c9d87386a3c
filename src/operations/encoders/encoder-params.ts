import * as z from "zod/mini";
import { channelChoice } from "../channel-choice.js";
import {
  type EventChoice,
  eventChoice,
  type FeatureSpace,
  featureSpace,
  lagChoice,
  sampleLagChoice,
} from "./feature-space.js";
import { modelParams } from "./model-params.js";
import { splitChoice } from "./split-choice.js";

const positive = z.number().check(z.positive());

/** The channels that are predicted, where nothing is said those of a default. */
export function targetChannels(preset: "all" | readonly string[]) {
  return z
    ._default(
      z.union([z.enum(["all", "named", "none"]), z.array(z.string()).check(z.minLength(1))]),
      preset as "all" | string[],
    )
    .check(
      z.describe(
        "What is predicted: all, named (those with a canonical name), none (events only), or a list of canonical names, for traces that are no neurons also name_source or quantity.",
      ),
    );
}

/** Events that are predicted, where nothing is said those of a default. */
export function targetEvents(preset: readonly EventChoice[]) {
  return z
    ._default(z.array(eventChoice), [...preset])
    .check(z.describe("Events that are predicted besides channels, a series per label: [{ kind: spike, as: count }]."));
}

/** What all encoders let one choose but the spaces, whose default differs. */
export const encoderParams = {
  ...channelChoice,
  channels: targetChannels("all"),
  target_events: targetEvents([]),
  lags_s: z
    ._default(lagChoice, [0])
    .check(
      z.describe(
        "Lags of all spaces in seconds, to the nearest sample: a list, or { from, to } for every sample between. A feature at lag 2 is its value 2 s earlier; negative lags look ahead.",
      ),
    ),
  lags_samples: z
    .optional(sampleLagChoice)
    .check(z.describe("The same in samples, in place of lags_s: a list, or { from, to }.")),
  skip_samples: z
    ._default(z.int().check(z.minimum(0)), 0)
    .check(
      z.describe("Samples at the beginning of every run that are neither fitted nor predicted; lags still see them."),
    ),
  design_shift: z
    .optional(z.strictObject({ samples: z.optional(z.int()), runs: z.optional(z.int()) }))
    .check(
      z.describe(
        "A check of chance: the features, at their lags, are moved so many samples later, in a circle, inside each run, or every run takes those of so many runs later, which is no null where runs share a schedule. Scores say so.",
      ),
    ),
  edges: z
    ._default(z.enum(["leave-out", "zero"]), "leave-out")
    .check(z.describe("Lagged features that lie outside of the run: leave-out drops the row, zero counts them as 0.")),
  rate_hz: z
    .optional(positive)
    .check(
      z.describe(
        "Brings everything onto a grid of this rate. Default: the samples of the targets; features of other clocks are brought to these.",
      ),
    ),
  most_missing: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0.1)
    .check(
      z.describe("Features with a larger share of missing samples are left out; rows with a missing feature are."),
    ),
  least_mean: z
    .optional(z.number())
    .check(
      z.describe(
        "Only channels whose mean over all samples is above this are predicted: a mask of voxels. Default: all.",
      ),
    ),
  target_detrend: z
    ._default(z.enum(["none", "mean", "linear"]), "none")
    .check(z.describe("What is taken off each target in each run; with folds of whole runs only.")),
  target_scale: z
    ._default(z.enum(["none", "z-score"]), "none")
    .check(z.describe("z-score: each target in units of its spread in each run; with folds of whole runs only.")),
  standardise: z
    ._default(z.boolean(), true)
    .check(
      z.describe("Divides features by their spread over the rows that are fitted, which changes what a penalty means."),
    ),
  intercept: z._default(z.boolean(), true).check(z.describe("Fits a constant without penalty; standardise needs it.")),
  centre_features: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        "Takes the mean over all rows off each feature once, before anything is fitted; for folds: none and intercept: false, so that no constant counts as fitted.",
      ),
    ),
  runs: z
    ._default(z.enum(["separate", "subject", "dataset"]), "separate")
    .check(
      z.describe("One fit per recording, or one over all recordings of a subject or dataset, each of which is a run."),
    ),
  folds: z
    ._default(z.enum(["contiguous", "chunks", "runs", "animals", "stimuli", "split", "none"]), "contiguous")
    .check(
      z.describe(
        "What is held out in turn: one of k stretches of rows, chunks dealt to k folds, whole runs, all runs of an animal group, or all repeats of a stimulus; split: what the parameter split says, once; none: all rows are fitted and predicted, which tests nothing.",
      ),
    ),
  split: z
    .optional(splitChoice)
    .check(
      z.describe(
        "For folds: split. Rows that are predicted, by stretches of time of every run (test_s) or by recordings (test_runs); fitted are all others, or those of train_s and train_runs.",
      ),
    ),
  k: z
    .optional(z.int().check(z.minimum(2), z.maximum(1000)))
    .check(z.describe("Number of folds. Default: 5; one per run, animal group or stimulus.")),
  inner_k: z
    .optional(z.int().check(z.minimum(2), z.maximum(1000)))
    .check(
      z.describe("Number of folds inside the rows that are fitted, by which the penalty is chosen. Default: as for k."),
    ),
  chunk_s: z._default(positive, 30).check(z.describe("Length of a chunk in seconds.")),
  gap_s: z
    .optional(z.number().check(z.minimum(0)))
    .check(
      z.describe(
        "Rows this near to a predicted one are not fitted. Default: the reach of the lags and of hrf, so that no sample of a feature is on both sides.",
      ),
    ),
  stimuli: z
    .optional(z.string())
    .check(
      z.describe(
        "Kind of the events whose labels name stimuli: the fit fails where a repeat of one is fitted and another predicted, and repeats give a ceiling.",
      ),
    ),
  ...modelParams,
  alphas: z
    ._default(
      z.union([
        z.array(z.number().check(z.minimum(0))).check(z.minLength(1), z.maxLength(1000)),
        z.strictObject({ from: positive, to: positive, count: z.int().check(z.minimum(2), z.maximum(1000)) }),
      ]),
      { from: 0.1, to: 1e5, count: 7 },
    )
    .check(
      z.describe(
        "Penalties to choose from: a list, or { from, to, count } in equal ratios. One is taken as it is. Of poisson they stand against the sum over rows too: the penalty of the mean loss is alpha over the rows that are fitted.",
      ),
    ),
  alpha_per: z
    ._default(z.enum(["target", "all"]), "target")
    .check(z.describe("A penalty for each target, or one for all.")),
  alpha_score: z
    ._default(z.enum(["mse", "r2", "correlation"]), "mse")
    .check(z.describe("What makes a penalty better in the inner folds; of poisson it is the deviance.")),
  alpha_choice: z
    ._default(z.enum(["folds", "gcv", "loo"]), "folds")
    .check(
      z.describe(
        "By inner folds; or by gcv or loo, which take rows for independent: unsafe on time series, and said so.",
      ),
    ),
  conservative: z
    ._default(z.boolean(), false)
    .check(z.describe("Takes the largest penalty that scores within one standard deviation of the best.")),
  null_model: z
    ._default(z.enum(["none", "shift", "phase", "blocks"]), "shift")
    .check(
      z.describe(
        "What chance is: targets turned in a circle in each run, by any number of samples, with phases randomised, in shuffled blocks; every draw is fitted anew.",
      ),
    ),
  draws: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 99).check(z.describe("Draws of the null model.")),
  null_penalty: z
    ._default(z.enum(["same", "anew"]), "same")
    .check(
      z.describe(
        "Every draw of the null model is fitted anew in every fold: with the penalties that the targets have, or with penalties chosen anew too, which takes longer, of banded and poisson many times. p_max_t needs penalties that are chosen anew, or given.",
      ),
    ),
  null_s: z
    ._default(positive, 30)
    .check(
      z.describe(
        "Length of a block in seconds, of the null model blocks and of the bootstrap; longer than activity remembers itself.",
      ),
    ),
  bootstrap: z
    ._default(z.int().check(z.minimum(0), z.maximum(100_000)), 200)
    .check(z.describe("Draws of blocks of rows for 95 % intervals of the scores; 0 or 1 for none.")),
} as const;

/** A space to compare with. */
export const compareParam = z
  .optional(z.string())
  .check(z.describe("Name of a space: gain is what a score is above that of this space by itself."));

/** What is kept besides scores. */
export const keepParams = {
  keep_weights: z
    ._default(z.boolean(), false)
    .check(
      z.describe("Writes weights, fitted to all rows with the penalty that most folds chose, the larger of equals."),
    ),
  keep_predictions: z._default(z.boolean(), false).check(z.describe("Writes measured and predicted series.")),
} as const;

/** A parameter of spaces with a default. */
export function spacesParam(spaces: readonly FeatureSpace[], { least, most }: { least: number; most: number }) {
  return z
    ._default(z.array(featureSpace).check(z.minLength(least), z.maxLength(most)), spaces as FeatureSpace[])
    .check(
      z.describe(
        "Named sets of features: { name, channels or kinds or events, quantity, analysis, processing, derive, hrf, lags_s or lags_samples }; channels to analysis as for the targets, events as [{ kind, labels, as }], derive as [{ name, norm_of or sum_of or product_of }] of features of the space, hrf: canonical to convolve them with the haemodynamic response.",
      ),
    );
}

const shape = z.strictObject({ ...encoderParams, spaces: z.array(featureSpace) });

/** Parameters of any encoder. */
export type EncoderParams = z.infer<typeof shape>;
