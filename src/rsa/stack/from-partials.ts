import { ArgumentError } from "../../errors.js";
import { chooseConditions } from "./choose.js";
import { concatRdms } from "./concat-rdms.js";
import { namelessStack } from "./nameless-stack.js";
import type { Descriptor, RdmStack } from "./rdm-stack.js";

/**
 * One stack from stacks over different conditions: over the union of all conditions, in order of first appearance. Pairs
 * that an RDM does not have are NaN.
 *
 * @param conditions - Instead of the union: the conditions of the result, which may name more.
 * @throws ArgumentError for no stack, for a condition that `conditions` lacks, and for stacks that name no conditions
 */
export function fromPartials(stacks: readonly RdmStack[], conditions?: readonly string[]): RdmStack {
  if (stacks.some(({ namedByPosition }) => namedByPosition)) throw namelessStack();
  const union = conditions ?? [...new Set(stacks.flatMap((stack) => stack.conditions))];
  const listed = new Set(union);
  const wide = stacks.map((stack) => {
    const missing = stack.conditions.find((id) => !listed.has(id));
    if (missing !== undefined) {
      const expected = "all conditions of the RDMs";
      throw new ArgumentError({ argument: "conditions", expected, found: `no ${JSON.stringify(missing)}` });
    }
    const known = new Map(stack.conditions.map((id, index) => [id, index]));
    return chooseConditions(
      stack,
      union.map((id) => known.get(id) ?? -1),
      union,
    );
  });
  const result = concatRdms(wide);
  return stacks.some(({ conditionDescriptors }) => conditionDescriptors)
    ? { ...result, conditionDescriptors: joinedDescriptors(wide) }
    : result;
}

/** Of each condition, what the first stack that has it says. */
function joinedDescriptors(wide: readonly RdmStack[]): Record<string, readonly Descriptor[]> {
  const names = new Set(wide.flatMap(({ conditionDescriptors = {} }) => Object.keys(conditionDescriptors)));
  const ofName = (name: string) =>
    wide[0]!.conditions.map((_, index) => {
      const stack = wide.find(({ conditionDescriptors }) => (conditionDescriptors?.[name]?.[index] ?? null) !== null);
      return stack?.conditionDescriptors?.[name]?.[index] ?? null;
    });
  return Object.fromEntries([...names].map((name) => [name, ofName(name)]));
}
