import * as z from "zod/mini";

/**
 * Families that share images, as far as is known. Cook et al. 2019 (https://doi.org/10.1038/s41586-019-1352-7) rest on
 * "new and previously published electron micrographs", joined from several animals; their matrices do not say which
 * connection was seen in which, so that none of them is known to be independent of White et al.
 */
const sharedImages: readonly (readonly string[])[] = [["cook2019_hermaphrodite", "white1986"]];

/** Families named where images are shared that no folder needs to hold. */
export const familiesSharingImages: ReadonlySet<string> = new Set(sharedImages.flat());

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
    ._default(
      z.array(z.array(z.string()).check(z.minLength(2))),
      sharedImages.map((families) => [...families]),
    )
    .check(
      z.describe(
        "corrected: lists of families that share images; each list counts as one observation. [] counts every family as its own.",
      ),
    ),
});

/** Them, complete. */
export type ConsensusParams = z.infer<typeof consensusParams>;
