import { ArgumentError } from "../../errors.js";
import { makeStack } from "./make-stack.js";
import { namelessStack } from "./nameless-stack.js";
import type { RdmStack } from "./rdm-stack.js";
import { reorderConditions } from "./reorder.js";

/**
 * The RDMs of several stacks in one, over the same conditions. Rows and columns follow the first stack; the others are
 * put into its order by the ids of their conditions, never by position. Condition descriptors are those of the first.
 *
 * @throws ArgumentError for no stack, for other conditions, for RDM ids that stand twice, and for stacks of which only
 *   positions are known, unless all have the same number of conditions and none has names
 */
export function concatRdms(stacks: readonly RdmStack[]): RdmStack {
  const [first, ...others] = stacks;
  if (!first) throw new ArgumentError({ argument: "stacks", expected: "1 or more", found: "none" });
  const aligned = [first, ...others.map((stack) => inOrderOf(first, stack))];
  const values = new Float64Array(aligned.reduce((total, { values }) => total + values.length, 0));
  let start = 0;
  for (const { values: part } of aligned) {
    values.set(part, start);
    start += part.length;
  }
  return makeStack({ ...first, values, rdms: aligned.flatMap(({ rdms }) => rdms) });
}

function inOrderOf(first: RdmStack, stack: RdmStack): RdmStack {
  const isNamed = !first.namedByPosition;
  if (isNamed === Boolean(stack.namedByPosition)) throw namelessStack();
  const known = new Map(stack.conditions.map((id, index) => [id, index]));
  const missing = first.conditions.find((id) => !known.has(id));
  if (missing !== undefined || stack.nConditions !== first.nConditions) {
    const found = missing === undefined ? `${stack.nConditions}` : `no ${JSON.stringify(missing)}`;
    throw new ArgumentError({
      ...{ argument: "conditions", expected: `the ${first.nConditions} conditions of the first stack`, found },
      next: "use fromPartials for stacks over different conditions",
    });
  }
  return reorderConditions(
    stack,
    first.conditions.map((id) => known.get(id)!),
  );
}
