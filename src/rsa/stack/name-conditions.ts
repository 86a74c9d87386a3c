import { makeStack } from "./make-stack.js";
import type { RdmStack } from "./rdm-stack.js";

/**
 * The same RDMs with these ids of conditions, in the order of rows and columns: for sources that name none.
 *
 * @throws ArgumentError for another number of ids, and for an id that stands twice
 */
export function nameConditions(stack: RdmStack, conditions: readonly string[]): RdmStack {
  const { namedByPosition: _, ...rest } = stack;
  return makeStack({ ...rest, conditions });
}
