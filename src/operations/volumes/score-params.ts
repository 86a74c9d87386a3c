import * as z from "zod/mini";
import { whereSchema } from "../../tables/where-schema.js";
import type { LocalisationName } from "../../volumes/metrics/localisation.js";
import type { ScoreOptions } from "../../volumes/metrics/score-options.js";
import { lee94, lee94KeepEven, type ThinningRule } from "../../volumes/metrics/thinning-rule.js";

const share = z.number().check(z.minimum(0), z.maximum(1));

const thinnings: Readonly<Record<"lee94" | "lee94-keep-even", ThinningRule>> = {
  lee94,
  "lee94-keep-even": lee94KeepEven,
};

/** Parameters of `score-instances`; the defaults are the benchmark's protocol `flylight`. */
export const scoreParams = z.strictObject({
  gt: z
    ._default(whereSchema, { role: "ground truth" })
    .check(z.describe("Columns of volumes with the values that ground truth has: { dataset_id: fisbe }.")),
  pred: z
    ._default(whereSchema, { role: "prediction" })
    .check(z.describe("The same for predictions. A sample has one volume of each; they are joined by sample.")),
  partly: z
    .optional(z.boolean())
    .check(
      z.describe(
        "Whether only some of the neurons of an image are labelled, so that predictions on background are not wrong. Default: what the column labelling of the ground truth says; where that is null it must be given.",
      ),
    ),
  labelled_by: z
    .optional(z.string())
    .check(z.describe("Who says how samples are labelled, for the protocol: the name of a list of samples.")),
  filter: z
    ._default(z.int().check(z.minimum(0)), 800)
    .check(z.describe("Predicted instances of at most this many voxels are left out; 0 keeps all.")),
  foreground_only: z
    ._default(z.boolean(), false)
    .check(z.describe("Whether predicted voxels without any ground truth count as background.")),
  localisation: z
    ._default(z.enum(["cldice", "iou"]), "cldice")
    .check(z.describe("How well two instances agree: clDice of their skeletons, or IoU of their voxels.")),
  assignment: z
    ._default(z.enum(["greedy", "hungarian"]), "greedy")
    .check(z.describe("How instances are matched one to one.")),
  false_merge_threshold: z
    ._default(share, 0.1)
    .check(z.describe("A prediction that holds more than this of two ground-truth instances merges them.")),
  false_split_threshold: z
    ._default(share, 0.05)
    .check(z.describe("A ground-truth instance of which two predictions hold more than this is split.")),
  thinning: z
    ._default(z.enum(["lee94", "lee94-keep-even"]), "lee94")
    .check(
      z.describe(
        "lee94: as the benchmark thins, where solids of even thickness vanish; lee94-keep-even: they keep a skeleton.",
      ),
    ),
  aggregate: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        "Whether scores over the samples that are labelled completely, over those labelled partly, and combined are added where there is more than one sample.",
      ),
    ),
});

export type ScoreParams = z.infer<typeof scoreParams>;

/** The settings of `scoreInstances` that the parameters mean; whether a sample is labelled partly depends on the sample. */
export function scoreOptionsOf(params: ScoreParams): Omit<ScoreOptions, "partly" | "dim"> {
  return {
    ...(params.labelled_by !== undefined && { labelledBy: params.labelled_by }),
    filter: params.filter,
    foregroundOnly: params.foreground_only,
    localisation: params.localisation satisfies LocalisationName,
    assignment: params.assignment,
    falseMergeThreshold: params.false_merge_threshold,
    falseSplitThreshold: params.false_split_threshold,
    thinning: thinnings[params.thinning],
  };
}
