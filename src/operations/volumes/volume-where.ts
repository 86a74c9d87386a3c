import * as z from "zod/mini";
import { whereSchema } from "../../tables/where-schema.js";

/** Which volumes an operation takes. */
export const volumeWhere = {
  where: z
    ._default(whereSchema, {})
    .check(
      z.describe(
        "Columns of volumes with the value, or one of the values, that they must have: { role: prediction }. Default: all volumes.",
      ),
    ),
  instances: z
    .optional(z.array(z.number()))
    .check(z.describe("Only instances with these numbers, of any channel. Default: all.")),
};
