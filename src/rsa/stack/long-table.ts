import { rdmVector } from "../rdm-vector.js";
import type { Descriptor, RdmDescription, RdmStack } from "./rdm-stack.js";

/** One pair of one RDM. */
export interface RdmPair {
  readonly rdm: RdmDescription;
  /** Position of the RDM in its stack. */
  readonly rdmIndex: number;
  /** Position of the pair in the RDM's vector. */
  readonly pairIndex: number;
  readonly conditionA: string;
  readonly conditionB: string;
  /** NaN where it is unknown. */
  readonly dissimilarity: number;
  /** The condition descriptors, those of the first condition with `_1` behind the name, of the second with `_2`. */
  readonly conditionDescriptors: Readonly<Record<string, Descriptor>>;
}

/** The long form of a stack: a row per pair and RDM, RDMs one after another, pairs in the order of the vectors. */
export function* longTable(stack: RdmStack): Generator<RdmPair> {
  const { conditions, conditionDescriptors = {} } = stack;
  const described = Object.entries(conditionDescriptors);
  for (const [rdmIndex, rdm] of stack.rdms.entries()) {
    const vector = rdmVector(stack, rdmIndex);
    let pairIndex = 0;
    for (const [first, conditionA] of conditions.entries()) {
      for (let second = first + 1; second < conditions.length; second++) {
        const both: Record<string, Descriptor> = {};
        for (const [name, values] of described) {
          both[`${name}_1`] = values[first]!;
          both[`${name}_2`] = values[second]!;
        }
        const dissimilarity = vector[pairIndex]!;
        const names = { conditionA, conditionB: conditions[second]! };
        yield { rdm, rdmIndex, pairIndex: pairIndex++, ...names, dissimilarity, conditionDescriptors: both };
      }
    }
  }
}
