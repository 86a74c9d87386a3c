import { chooseConditions } from "./choose.js";
import type { RdmStack } from "./rdm-stack.js";
import { checkedPermutation } from "./reorder.js";

/** RDMs whose dissimilarities belong to other conditions than before, and the permutation that did it. */
export interface PermutedStack {
  readonly stack: RdmStack;
  readonly permutation: readonly number[];
}

/**
 * Rows and columns permuted together while the ids stay where they are: position i holds the dissimilarities that
 * condition `permutation[i]` had. For permutation tests of labels; {@link reorderConditions} moves ids too.
 *
 * @throws ArgumentError where `permutation` is none of the positions
 */
export function permuteConditions(stack: RdmStack, permutation: readonly number[]): PermutedStack {
  const { conditions, conditionDescriptors } = stack;
  const moved = chooseConditions(stack, checkedPermutation(permutation, stack.nConditions), conditions);
  // descriptors belong to the ids
  return { stack: conditionDescriptors ? { ...moved, conditionDescriptors } : moved, permutation: [...permutation] };
}

/** What {@link permuteConditions} was given. */
export function inversePermuteConditions({ stack, permutation }: PermutedStack): RdmStack {
  const inverse = Array<number>(permutation.length);
  for (const [position, from] of permutation.entries()) inverse[from] = position;
  return permuteConditions(stack, inverse).stack;
}
