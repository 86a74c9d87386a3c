import * as z from "zod/mini";
import { rdmChoice } from "./rdm-choice.js";

const share = z.number().check(z.minimum(0), z.maximum(1));
const whole = (least: number) => z.int().check(z.minimum(least));

const edges = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("two-step"), low: share, high: share, rank: z._default(z.boolean(), true) }),
  z.strictObject({ kind: z.literal("p-shortest"), p: z._default(share, 0.05) }),
  z.strictObject({ kind: z.literal("p-nearest"), p: z._default(share, 0.05) }),
  z.strictObject({ kind: z.literal("k-nearest"), k: z._default(whole(1), 1) }),
]);

/** Parameters of `rsa-topology`. */
export const topologyParams = z.strictObject({
  rdms: z.strictObject(rdmChoice).check(z.describe("One RDM per subject and region.")),
  target: z._default(z.string(), "rdms").check(z.describe("What to call this set of RDMs.")),
  regions_by: z
    ._default(z.string(), "region")
    .check(z.describe("Column that names what is recognised: region, layer.")),
  subjects_by: z._default(z.string(), "subject").check(z.describe("Column that names who is held out.")),
  classifiers: z
    ._default(z.array(z.enum(["euclidean", "pearson"])).check(z.minLength(1)), ["euclidean"])
    .check(z.describe("Nearest centroid by Euclidean distance, or highest correlation with a centroid.")),
  plain: z
    ._default(z.boolean(), true)
    .check(z.describe("Rows of the dissimilarities as they are, and of their ranks.")),
  grid_steps: z
    ._default(whole(0).check(z.maximum(100)), 20)
    .check(z.describe("Steps of the grid of thresholds from 0 to 1; 0 for none. 20 gives 210 cells.")),
  cells: z
    ._default(z.array(z.strictObject({ low: share, high: share })), [])
    .check(
      z.describe(
        "Fixed thresholds of the geo-topological transform, as quantiles; low = high is the adjacency matrix.",
      ),
    ),
  rank: z
    ._default(z.boolean(), true)
    .check(z.describe("Whether thresholds are quantiles of normalised ranks, or of the dissimilarities as they are.")),
  geodesic: z
    ._default(
      z.array(
        z.strictObject({
          edges,
          disconnected: z._default(z.enum(["infinity", "max-of-rdm", "max-of-all", "error"]), "max-of-all"),
          rank_after: z._default(z.boolean(), false),
        }),
      ),
      [],
    )
    .check(
      z.describe(
        "Geodesic distances: which pairs are edges, { edges: { kind: two-step, low: 0, high: 0.2 } }, and what becomes of pairs without a path.",
      ),
    ),
  nested: z
    ._default(z.boolean(), true)
    .check(z.describe("Chooses thresholds from the grid without the subject that is tested: an honest accuracy.")),
  bootstrap: z
    .optional(
      z.strictObject({
        draws: z._default(whole(2).check(z.maximum(100_000)), 1000),
        resample: z._default(z.enum(["subjects", "conditions", "both"]), "both"),
      }),
    )
    .check(z.describe("Spread of the accuracies of ranks and of cells over resampled experiments.")),
  compare_regions: z
    .optional(
      z.strictObject({
        count: z._default(whole(2).check(z.maximum(1000)), 10),
        draws: z._default(whole(2).check(z.maximum(100_000)), 1000),
      }),
    )
    .check(
      z.describe(
        "Compares the parts of the (l, u) triangle: count thresholds drawn from each, and bootstrap samples of subjects and conditions.",
      ),
    ),
  mode: z
    ._default(z.enum(["corrected", "published"]), "corrected")
    .check(
      z.describe(
        "published repeats the authors' published code with its defects, to show what they do; never for results.",
      ),
    ),
});

/** The values of {@link topologyParams}. */
export type TopologyParams = z.infer<typeof topologyParams>;
