import { ArgumentError } from "../../errors.js";
import { makeStack, unknownDescription } from "./make-stack.js";
import type { Descriptor, RdmStack } from "./rdm-stack.js";

/**
 * The RDM of categories: 0 where two conditions are of the same one, 1 where they differ. Of conditions with several
 * categories any difference counts.
 *
 * @param conditions - Ids of the conditions.
 * @param categories - One category per condition, or a list of them.
 * @throws ArgumentError for another number of categories, or lists of different lengths
 */
export function categoricalRdm(
  conditions: readonly string[],
  categories: readonly (Descriptor | readonly Descriptor[])[],
  { id = "category" }: { readonly id?: string } = {},
): RdmStack {
  const lists = categories.map((entry) => (Array.isArray(entry) ? entry : [entry]) as readonly Descriptor[]);
  const uneven = lists.find((list) => list.length !== lists[0]!.length);
  if (lists.length !== conditions.length || uneven) {
    const expected = `${conditions.length} entries, all with as many categories`;
    const found = uneven ? `${lists[0]!.length} and ${uneven.length} categories` : String(lists.length);
    throw new ArgumentError({ argument: "categories", expected, found });
  }
  const values = lists.flatMap((list, index) =>
    lists.slice(index + 1).map((other) => (list.every((category, at) => category === other[at]) ? 0 : 1)),
  );
  return makeStack({ conditions, values, rdms: [{ ...unknownDescription(id), dissimilarity: "category" }] });
}
