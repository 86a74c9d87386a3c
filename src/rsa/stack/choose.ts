import { pairCount } from "../pair-count.js";
import { pairIndex } from "../pair-index.js";
import { rdmVector } from "../rdm-vector.js";
import { makeStack } from "./make-stack.js";
import type { RdmStack } from "./rdm-stack.js";

/**
 * The RDMs at these positions, in this order. A position that comes again is a copy, whose id has `#2`, `#3` … behind it.
 *
 * @throws ArgumentError where a copy's id is already another RDM's
 */
export function chooseRdms(stack: RdmStack, positions: readonly number[]): RdmStack {
  const pairs = pairCount(stack.nConditions);
  const values = new Float64Array(positions.length * pairs);
  for (const [index, position] of positions.entries()) values.set(rdmVector(stack, position), index * pairs);
  const ids = copyNames(positions.map((position) => stack.rdms[position]!.id));
  const rdms = positions.map((position, index) => ({ ...stack.rdms[position]!, id: ids[index]! }));
  return makeStack({ ...stack, values, rdms });
}

/**
 * The conditions at these positions, in this order; −1 stands for a condition that the stack does not have. Pairs of
 * two copies of one condition are NaN, and so is whatever concerns a condition that is not there.
 *
 * @param names - Ids of the chosen conditions; default: those of the stack, copies with `#2`, `#3` … behind them.
 * @throws ArgumentError for fewer than two conditions, and ids that stand twice
 */
export function chooseConditions(
  stack: RdmStack,
  positions: readonly number[],
  names: readonly string[] = copyNames(positions.map((position) => stack.conditions[position]!)),
): RdmStack {
  const { nConditions, nRdms, conditionDescriptors } = stack;
  const pairs = pairCount(positions.length);
  const values = new Float64Array(nRdms * pairs);
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const vector = rdmVector(stack, rdm);
    let at = rdm * pairs;
    for (const [index, first] of positions.entries()) {
      for (let other = index + 1; other < positions.length; other++) {
        const second = positions[other]!;
        const isUnknown = first === second || first < 0 || second < 0;
        values[at++] = isUnknown ? Number.NaN : vector[pairIndex(first, second, nConditions)]!;
      }
    }
  }
  const described = Object.entries(conditionDescriptors ?? {}).map(
    ([name, list]) => [name, positions.map((position) => list[position] ?? null)] as const,
  );
  const about = conditionDescriptors && { conditionDescriptors: Object.fromEntries(described) };
  return makeStack({ ...stack, ...about, values, conditions: names });
}

function copyNames(ids: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  return ids.map((id) => {
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    return time === 1 ? id : `${id}#${time}`;
  });
}
