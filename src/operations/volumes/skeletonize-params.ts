import * as z from "zod/mini";
import { volumeWhere } from "./volume-where.js";

const length = z.number().check(z.minimum(0));
const count = z.int().check(z.minimum(0));

/** Parameters of `skeletonize`; lengths are in micrometres, or in voxels where their edges are not known. */
export const skeletonizeParams = z.strictObject({
  ...volumeWhere,
  method: z
    ._default(z.enum(["lee94", "lee94-keep-even", "teasar"]), "lee94")
    .check(
      z.describe(
        "lee94: thinning; lee94-keep-even: the same, but pieces of even thickness that it would thin to nothing keep a skeleton; teasar: centre lines.",
      ),
    ),
  root: z
    ._default(z.enum(["farthest-end", "largest-radius"]), "farthest-end")
    .check(
      z.describe("Where the tree of a thinned piece begins. Centre lines begin at a soma, else at a farthest end."),
    ),
  dust: z
    .optional(count)
    .check(
      z.describe(
        "Pieces of fewer voxels are left out. Default: 0 for thinning, 20 for centre lines; counted by voxels.",
      ),
    ),
  scale: z
    .optional(length)
    .check(z.describe("teasar: a cube of half-width scale · radius + constant around a path is done. Default: 1.5.")),
  constant: z.optional(length).check(z.describe("teasar: see scale. Default: three voxels.")),
  max_paths: z.optional(count).check(z.describe("teasar: most paths of a piece. Default: no limit.")),
  soma_detection: z
    .optional(length)
    .check(z.describe("teasar: a radius beyond this has its holes filled. Default: six voxels.")),
  soma_acceptance: z
    .optional(length)
    .check(z.describe("teasar: a radius beyond this is a soma, where the tree begins. Default: eight voxels.")),
  fix_branching: z
    ._default(z.boolean(), true)
    .check(z.describe("teasar: whether paths may run along earlier ones, so that they part late.")),
  fix_borders: z
    ._default(z.boolean(), false)
    .check(z.describe("teasar: draws paths to the middle of areas at the border of the volume.")),
  join_within: z
    ._default(length, 0)
    .check(z.describe("teasar: joins trees of one instance that are at most this far apart. Default: 0, none.")),
});

export type SkeletonizeParams = z.infer<typeof skeletonizeParams>;
