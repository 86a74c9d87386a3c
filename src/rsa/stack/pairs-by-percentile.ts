import { ArgumentError } from "../../errors.js";
import { ranks } from "../../stats/ranks.js";
import { pairIndex } from "../pair-index.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmStack } from "./rdm-stack.js";

/** A partner of a condition, and how far it is. */
export interface PairPartner {
  readonly condition: string;
  readonly dissimilarity: number;
  /** Average rank among the partners ÷ their number × 100. */
  readonly percentile: number;
}

/** Which partners {@link pairsByPercentile} gives. */
export interface PercentileOptions {
  /** Both ends belong to the range. Default: 0 and 100. */
  readonly min?: number;
  readonly max?: number;
  /** Position of the RDM in the stack. Default: 0. */
  readonly rdm?: number;
}

/**
 * The partners of one condition whose dissimilarity to it lies in a range of percentiles, in the order of the stack.
 * Partners at an unknown dissimilarity are left out.
 *
 * @throws ArgumentError for a condition or an RDM that the stack does not have
 */
export function pairsByPercentile(
  stack: RdmStack,
  condition: string,
  { min = 0, max = 100, rdm = 0 }: PercentileOptions = {},
): readonly PairPartner[] {
  const target = stack.conditions.indexOf(condition);
  if (target < 0) throw new ArgumentError({ argument: "condition", expected: "one of the stack", found: condition });
  if (!stack.rdms[rdm]) {
    throw new ArgumentError({ argument: "rdm", expected: `0 to ${stack.nRdms - 1}`, found: String(rdm) });
  }
  const vector = rdmVector(stack, rdm);
  const partners = stack.conditions
    .map((id, index) => ({ condition: id, index }))
    .filter(({ index }) => index !== target)
    .map(({ condition: id, index }) => ({
      condition: id,
      dissimilarity: vector[pairIndex(target, index, stack.nConditions)]!,
    }))
    .filter(({ dissimilarity }) => !Number.isNaN(dissimilarity));
  const order = ranks(partners.map(({ dissimilarity }) => dissimilarity));
  return partners
    .map((partner, index) => ({ ...partner, percentile: (order[index]! / partners.length) * 100 }))
    .filter(({ percentile }) => percentile >= min && percentile <= max);
}
