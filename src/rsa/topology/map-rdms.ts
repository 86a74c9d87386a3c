import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkVaries } from "./check-varies.js";

/**
 * New RDMs, each written by `change` from the values of one.
 *
 * @throws NumericError for an RDM of which no two known dissimilarities differ.
 */
export function mapRdms(rdms: RdmVectors, change: (values: Float64Array, into: Float64Array) => void): RdmVectors {
  const { nConditions, nRdms } = rdms;
  const result = { nConditions, nRdms, values: new Float64Array(nRdms * pairCount(nConditions)) };
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const own = rdmVector(rdms, rdm);
    checkVaries(own, rdm);
    change(own, rdmVector(result, rdm));
  }
  return result;
}
