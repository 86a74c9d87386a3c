import { ArgumentError } from "../../errors.js";
import { pairIndex } from "../../rsa/pair-index.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import { chooseConditions } from "../../rsa/stack/choose.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";

/** With fewer conditions there are fewer than three pairs, and nothing to compare. */
const fewest = 3;

/** Ids of the conditions of which an RDM knows at least one pair, in the order of its stack. */
export function knownConditions(stack: RdmStack, rdm: number): readonly string[] {
  const vector = rdmVector(stack, rdm);
  const { nConditions: n } = stack;
  return stack.conditions.filter((_, i) => {
    for (let j = 0; j < n; j++) if (j !== i && !Number.isNaN(vector[pairIndex(i, j, n)]!)) return true;
    return false;
  });
}

/** The RDMs over some of their conditions, in the order of the ids. */
export function overConditions(stack: RdmStack, ids: readonly string[]): RdmStack {
  const places = new Map(stack.conditions.map((id, place) => [id, place]));
  return chooseConditions(
    stack,
    ids.map((id) => places.get(id) ?? -1),
    ids,
  );
}

/** Stacks over the conditions that all their RDMs know. */
export interface JoinedStacks {
  readonly stacks: readonly RdmStack[];
  /** Conditions that some RDM lacks. */
  readonly dropped: readonly string[];
}

/**
 * Brings stacks over the conditions that every RDM of every one of them knows, joined by ids, in the order of the first.
 *
 * @throws ArgumentError where fewer than three are left
 */
export function joinStacks(stacks: readonly RdmStack[]): JoinedStacks {
  const times = new Map<string, number>();
  for (const stack of stacks) {
    for (let rdm = 0; rdm < stack.nRdms; rdm++) {
      for (const id of knownConditions(stack, rdm)) times.set(id, (times.get(id) ?? 0) + 1);
    }
  }
  const all = new Set(stacks.flatMap(({ conditions }) => conditions));
  const nRdms = stacks.reduce((sum, stack) => sum + stack.nRdms, 0);
  const shared = [...all].filter((id) => times.get(id) === nRdms);
  if (shared.length < fewest) throw tooFew(shared.length);
  return {
    stacks: stacks.map((stack) => overConditions(stack, shared)),
    dropped: [...all].filter((id) => times.get(id) !== nRdms),
  };
}

/** The error for RDMs that share too few conditions to be compared. */
export function tooFew(shared: number): ArgumentError {
  const expected = `at least ${fewest} that the RDMs to be compared share, by their ids`;
  return new ArgumentError({ argument: "conditions", expected, found: String(shared) });
}

/** Whether so many shared conditions are too few to compare. */
export function areTooFew(shared: number): boolean {
  return shared < fewest;
}
