import * as z from "zod/mini";

/** Parameters of the operation consensus. */
export const consensusParams = z.strictObject({
  mode: z
    ._default(z.enum(["corrected", "published"]), "corrected")
    .check(
      z.describe(
        "corrected: by unit and animal, from edges; published: as the published product, from published_edges.",
      ),
    ),
  functional: z._default(z.boolean(), true).check(z.describe("published: whether the functional layer is part of it.")),
  complete: z
    ._default(z.boolean(), false)
    .check(z.describe("published: all 90,000 ordered pairs of the list of 300 instead of those with a weight.")),
  connectomes: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("corrected: only these annotations, by connectome_id.")),
  kinds: z
    ._default(z.array(z.enum(["chemical", "gap", "neuromuscular", "contact"])).check(z.minLength(1)), [
      "chemical",
      "gap",
    ])
    .check(z.describe("corrected: kinds of connections, each on its own.")),
  sex: z
    ._default(z.enum(["hermaphrodite", "male"]), "hermaphrodite")
    .check(z.describe("corrected: only annotations of this sex.")),
  stage: z
    ._default(z.enum(["adult", "any"]), "adult")
    .check(z.describe("corrected: adult: only annotations whose stage has this word in it, or is not stated.")),
  cells: z
    ._default(z.enum(["neurons", "all"]), "neurons")
    .check(z.describe("corrected: neurons: only connections between two neurons.")),
  same_animals: z
    ._default(z.array(z.array(z.string()).check(z.minLength(2))), [])
    .check(z.describe("corrected: lists of families that share images; each list counts as one observation.")),
});

/** Them, complete. */
export type ConsensusParams = z.infer<typeof consensusParams>;
