import { ArgumentError } from "../../errors.js";
import { chooseConditions } from "./choose.js";
import { conditionDescriptor } from "./descriptor-values.js";
import { positionsOfEach } from "./matching-positions.js";
import type { Descriptor, RdmStack } from "./rdm-stack.js";

/**
 * Rows and columns in another order: what stood at `order[i]` comes to position i, with its id and descriptors.
 *
 * @throws ArgumentError where `order` is no permutation of the positions
 */
export function reorderConditions(stack: RdmStack, order: readonly number[]): RdmStack {
  return chooseConditions(stack, checkedPermutation(order, stack.nConditions), namesAt(stack.conditions, order));
}

/**
 * The permutation itself, once it is known to be one of the positions 0 … n − 1.
 *
 * @throws ArgumentError for another number of positions, and for one that is missing
 */
export function checkedPermutation(order: readonly number[], n: number): readonly number[] {
  const given = new Set(order);
  if (order.length === n && order.every((position) => Number.isInteger(position) && position >= 0 && position < n)) {
    if (given.size === n) return order;
  }
  const found = `${order.length} positions, ${given.size} of them different`;
  throw new ArgumentError({ argument: "order", expected: `each position from 0 to ${n - 1} once`, found });
}

/**
 * Conditions sorted by a descriptor, smallest first; equal ones keep their order.
 *
 * @param by - `condition` (the id) or the name of a condition descriptor.
 * @throws UnknownNameError for another `by`
 */
export function sortConditions(stack: RdmStack, by = "condition"): RdmStack {
  const entries = conditionDescriptor(stack, by);
  const order = [...entries.keys()].sort((a, b) => compareDescriptors(entries[a]!, entries[b]!) || a - b);
  return reorderConditions(stack, order);
}

/**
 * Conditions in the order of a list of descriptor values; those that the list does not name are left out, and of equal
 * values each stands where the list first names it.
 *
 * @throws UnknownNameError for another `by`; ArgumentError for a value that no condition has, and for one listed twice
 */
export function arrangeConditions(stack: RdmStack, by: string, list: readonly Descriptor[]): RdmStack {
  const twice = list.find((value, index) => list.indexOf(value) !== index);
  if (twice !== undefined) {
    const expected = "each value once";
    throw new ArgumentError({ argument: "list", expected, found: `${JSON.stringify(twice)} twice` });
  }
  return chooseConditions(stack, positionsOfEach(conditionDescriptor(stack, by), list, by));
}

/** Numbers by size, words by UTF-16 unit, numbers before words before truth values before what is unknown. */
function compareDescriptors(a: Descriptor, b: Descriptor): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b || a === null) return rankOfKind(a) - rankOfKind(b);
  return a < b! ? -1 : a > b! ? 1 : 0;
}

function rankOfKind(value: Descriptor): number {
  return value === null ? 3 : ["number", "string", "boolean"].indexOf(typeof value);
}

function namesAt(conditions: readonly string[], order: readonly number[]): readonly string[] {
  return order.map((position) => conditions[position]!);
}
