import { pairCount } from "./pair-count.js";
import type { RdmVectors } from "./rdm-vectors.js";

/** The vector of one RDM of several: a view, not a copy. */
export function rdmVector({ nConditions, values }: RdmVectors, rdm: number): Float64Array {
  const pairs = pairCount(nConditions);
  return values.subarray(rdm * pairs, (rdm + 1) * pairs);
}
