import * as z from "zod/mini";
import { ArgumentError } from "../../errors.js";
import { pairCount } from "../../rsa/pair-count.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";
import { categoricalRdm } from "../../rsa/stack/categorical-rdm.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import { overConditions } from "./known-conditions.js";

/** Models by the categories of conditions. */
export const categoriesParam = z
  .optional(
    z.record(z.string(), z.union([z.array(z.string()).check(z.minLength(1)), z.record(z.string(), z.string())])),
  )
  .check(
    z.describe(
      "Models by name, of which conditions of one category are alike: a list of the conditions of one category, all others are the other, { animate: [face, cat] }; or the category of every condition, { kind: { face: body, cat: body, shoe: thing, … } }.",
    ),
  );

/** The values of {@link categoriesParam}. */
export type CategoryModels = z.infer<typeof categoriesParam>;

/** Models over the conditions of the data, in their order. */
export interface SearchlightModels {
  readonly names: readonly string[];
  readonly rdms: RdmVectors;
}

/**
 * The models of a searchlight: RDMs of tables and categories, over the conditions of the data, joined by their ids.
 *
 * @throws ArgumentError where there is none, where a model does not know a pair, names stand twice, or categories name a
 *   condition that the data lack.
 */
export function searchlightModels(
  conditions: readonly string[],
  { rdms, categories = {} }: { readonly rdms: RdmStack | undefined; readonly categories: CategoryModels },
): SearchlightModels {
  const stacks = [
    ...(rdms ? [overConditions(rdms, conditions)] : []),
    ...Object.entries(categories).map(([id, given]) =>
      categoricalRdm(conditions, categoriesOf(id, given, conditions), { id }),
    ),
  ];
  const names = stacks.flatMap((stack) => stack.rdms.map(({ id }) => id));
  const fail = (expected: string, found: string, next?: string) =>
    new ArgumentError({ argument: "models", expected, found, ...(next === undefined ? {} : { next }) });
  if (names.length === 0)
    throw fail("a model", "none", "give rdms: { where: … } or categories: { name: [conditions] }");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw fail("names that differ", `${twice} twice`);
  const pairs = pairCount(conditions.length);
  const values = new Float64Array(names.length * pairs);
  const vectors = stacks.flatMap((stack) => stack.rdms.map((_, rdm) => rdmVector(stack, rdm)));
  for (const [model, vector] of vectors.entries()) {
    if (vector.some(Number.isNaN)) {
      const found = `${names[model]} without some of them`;
      throw fail(`all pairs of ${conditions.join(", ")}`, found, "choose the conditions that it has");
    }
    values.set(vector, model * pairs);
  }
  return { names, rdms: { nConditions: conditions.length, nRdms: names.length, values } };
}

function categoriesOf(
  name: string,
  given: readonly string[] | Readonly<Record<string, string>>,
  conditions: readonly string[],
): readonly (string | null)[] {
  const isList = Array.isArray(given);
  const named = isList ? (given as readonly string[]) : Object.keys(given);
  const strange = named.find((condition) => !conditions.includes(condition));
  const lacking = isList ? undefined : conditions.find((condition) => !Object.hasOwn(given, condition));
  if (strange !== undefined || lacking !== undefined) {
    const expected = `categories.${name}: conditions out of ${conditions.join(", ")}`;
    const found = strange ?? `none for ${lacking}`;
    throw new ArgumentError({ argument: "models", expected, found });
  }
  if (isList) return conditions.map((condition) => String(named.includes(condition)));
  return conditions.map((condition) => (given as Readonly<Record<string, string>>)[condition]!);
}
