import * as z from "zod/mini";
import { scalarSchema, whereSchema } from "./where-schema.js";

/**
 * One expected fact about a table: select rows by `where`, take `column`, reduce by `measure`, compare with `equals`
 * within the absolute `tolerance`. Manifests state facts about their tables with it, recipes state known answers.
 *
 * - `value` (default with a column): the one value of the one row that is left;
 * - `count` (default without): number of rows;
 * - `distinct`, `min`, `max`, `mean`, `sum`: over the non-null values of the column.
 *
 * Of a column that holds lists, `at` takes one value of each list: 0 is the first one, −1 the last one. With `above` only
 * numbers larger than it take part.
 */
export const checkSchema = z.object({
  title: z.optional(z.string()),
  table: z.string(),
  where: z.optional(whereSchema),
  column: z.optional(z.string()),
  at: z.optional(z.int()),
  above: z.optional(z.number()),
  measure: z.optional(z.enum(["value", "count", "distinct", "min", "max", "mean", "sum"])),
  equals: scalarSchema,
  tolerance: z.optional(z.number()),
  source: z.string(),
});

/** One expected fact, see {@link checkSchema}. */
export type Check = z.infer<typeof checkSchema>;

/** What came of a check. */
export interface CheckResult {
  readonly check: Check;
  readonly found: string | number | boolean | null;
  readonly pass: boolean;
  /** Why there is no value to compare, where there is none. */
  readonly problem?: string;
}
