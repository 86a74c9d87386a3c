import * as z from "zod/mini";
import { whereSchema } from "../../tables/where-schema.js";

const share = z.number().check(z.minimum(0), z.maximum(1));

const transform = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ranks") }),
  z.strictObject({ kind: z.literal("sqrt") }),
  z.strictObject({ kind: z.literal("positive") }),
  z.strictObject({ kind: z.literal("min-max") }),
  z.strictObject({
    kind: z.literal("geo-topological"),
    low: share,
    high: share,
    rank: z._default(z.boolean(), true),
  }),
]);

/** How RDMs are chosen from tables, and what is done to them. */
export const rdmChoice = {
  analysis: z
    .optional(z.string())
    .check(z.describe("Takes the RDMs that this analysis made, by rsa-rdm, in place of those of datasets.")),
  where: z
    ._default(whereSchema, {})
    .check(
      z.describe(
        "Columns of rdms with the value, or one of the values, that they must have: { kind: measured, region: V1 }. RDMs follow a list under rdm_id. Default: all RDMs.",
      ),
    ),
  mean_by: z
    .optional(z.array(z.string()))
    .check(z.describe("Takes means over the RDMs that agree in these columns; [] is one mean of all. Default: none.")),
  conditions: z
    .optional(z.array(z.string()).check(z.minLength(3)))
    .check(z.describe("Only these conditions, in this order. Default: all.")),
  transforms: z
    ._default(z.array(transform), [])
    .check(
      z.describe(
        "What is done to every RDM, in this order: { kind: ranks | sqrt | positive | min-max }, or { kind: geo-topological, low: 0.2, high: 0.8 }.",
      ),
    ),
};

/** The values of {@link rdmChoice}. */
export type RdmChoice = z.infer<z.ZodMiniObject<typeof rdmChoice>>;

/** One step of `transforms`. */
export type RdmTransform = RdmChoice["transforms"][number];
