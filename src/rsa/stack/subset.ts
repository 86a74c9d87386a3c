import { chooseConditions, chooseRdms } from "./choose.js";
import { conditionDescriptor, rdmDescriptor } from "./descriptor-values.js";
import { matchingPositions, positionsOfEach } from "./matching-positions.js";
import type { Descriptor, RdmStack } from "./rdm-stack.js";

/**
 * The RDMs whose descriptor is one of the values, each once, in the order of the stack.
 *
 * @param by - `id`, a field of the description or the name of a descriptor.
 * @throws UnknownNameError for another `by`; ArgumentError where no RDM matches
 */
export function subsetRdms(stack: RdmStack, by: string, values: readonly Descriptor[]): RdmStack {
  return chooseRdms(stack, matchingPositions(rdmDescriptor(stack, by), values, by));
}

/**
 * The conditions whose descriptor is one of the values, each once, in the order of the stack.
 *
 * @param by - `condition` (the id) or the name of a condition descriptor.
 * @throws UnknownNameError for another `by`; ArgumentError where fewer than two conditions match
 */
export function subsetConditions(stack: RdmStack, by: string, values: readonly Descriptor[]): RdmStack {
  return chooseConditions(stack, matchingPositions(conditionDescriptor(stack, by), values, by));
}

/**
 * As {@link subsetRdms}, but a value that comes again gives its RDMs again, and RDMs follow the order of the values.
 *
 * @throws UnknownNameError for another `by`; ArgumentError for a value that no RDM has
 */
export function subsampleRdms(stack: RdmStack, by: string, values: readonly Descriptor[]): RdmStack {
  return chooseRdms(stack, positionsOfEach(rdmDescriptor(stack, by), values, by));
}

/**
 * As {@link subsetConditions}, but a value that comes again gives its conditions again. Copies of a condition stand next
 * to each other, conditions stay in the order of the stack; pairs of two copies are NaN, since any model predicts them.
 *
 * @throws UnknownNameError for another `by`; ArgumentError for a value that no condition has
 */
export function subsampleConditions(stack: RdmStack, by: string, values: readonly Descriptor[]): RdmStack {
  const positions = positionsOfEach(conditionDescriptor(stack, by), values, by);
  return chooseConditions(
    stack,
    positions.toSorted((a, b) => a - b),
  );
}
