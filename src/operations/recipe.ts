import * as z from "zod/mini";
import { type Check, checkSchema } from "../tables/check.js";

const input = z.strictObject({
  /** Id or alias of a dataset. */
  dataset: z.string(),
  subset: z._default(z.enum(["sample", "full"]), "full"),
  /** Only recordings that match; `*` stands for any run of characters. */
  only: z.optional(z.string()),
  /** One of the dataset's quantities. Default: the least processed. */
  quantity: z.optional(z.string()),
  /** `published`: the published product's own tables, its defects included. */
  mode: z._default(z.enum(["corrected", "published"]), "corrected"),
});

const step = z.strictObject({
  operation: z.string(),
  /** The analysis id of its tables. Default: the operation's name. */
  id: z.optional(z.string()),
  params: z.optional(z.record(z.string(), z.unknown())),
});

/** A recipe as it is written; names are checked by `parseRecipe`. */
export const recipeSchema = z.strictObject({
  title: z.string(),
  /** The publication whose numbers these are, or where else they come from. */
  citation: z.string(),
  note: z.optional(z.string()),
  /** True where it takes minutes: running all recipes leaves it out unless asked. */
  takes_minutes: z.optional(z.boolean()),
  inputs: z.array(input).check(z.minLength(1)),
  steps: z._default(z.array(step), []),
  checks: z.array(checkSchema).check(z.minLength(1)),
});

/** A dataset that a recipe reads, and what of it. */
export interface RecipeInput {
  /** Id or alias of a dataset. */
  readonly dataset: string;
  readonly subset: "sample" | "full";
  /** Only recordings that match; `*` stands for any run of characters. Default: all. */
  readonly only?: string | undefined;
  /** One of the dataset's quantities. Default: the least processed. */
  readonly quantity?: string | undefined;
  /** `published`: the published product's own tables, its defects included. Default: `corrected`. */
  readonly mode?: "corrected" | "published" | undefined;
}

/** One step of a recipe, its parameters checked and filled in. */
export interface RecipeStep {
  readonly operation: string;
  readonly id: string;
  readonly params: unknown;
}

/** A published analysis or known answer: which data, which operations, which numbers have to come out. */
export interface Recipe {
  readonly title: string;
  readonly citation: string;
  readonly note?: string | undefined;
  /** True where it takes minutes. */
  readonly takes_minutes?: boolean | undefined;
  readonly inputs: readonly RecipeInput[];
  readonly steps: readonly RecipeStep[];
  readonly checks: readonly Check[];
}
