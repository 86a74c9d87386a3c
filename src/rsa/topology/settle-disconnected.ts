import { NumericError } from "../../errors.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/**
 * What becomes of pairs that no path joins: they stay at Infinity; they take the largest finite length of the same RDM, or
 * of all RDMs of the call; or there is an error.
 */
export type Disconnected = "infinity" | "max-of-rdm" | "max-of-all" | "error";

const settlements: Readonly<Record<Disconnected, (paths: RdmVectors) => void>> = {
  infinity: () => undefined,
  "max-of-rdm": (paths) => {
    for (let rdm = 0; rdm < paths.nRdms; rdm++) replaceInfinite(rdmVector(paths, rdm), `RDM ${rdm}`);
  },
  "max-of-all": ({ values }) => replaceInfinite(values, "the RDMs"),
  error: (paths) => {
    for (let rdm = 0; rdm < paths.nRdms; rdm++) {
      const nApart = rdmVector(paths, rdm).filter((length) => length === Number.POSITIVE_INFINITY).length;
      if (nApart > 0) throw inParts(`RDM ${rdm}`, `no path joins ${nApart} of its pairs`);
    }
  },
};

/** Applies a policy to path lengths, in place. */
export function settleDisconnected(paths: RdmVectors, policy: Disconnected): void {
  settlements[policy](paths);
}

function replaceInfinite(lengths: Float64Array, whose: string): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (const length of lengths) if (length < Number.POSITIVE_INFINITY && length > largest) largest = length;
  for (let pair = 0; pair < lengths.length; pair++) {
    if (lengths[pair] !== Number.POSITIVE_INFINITY) continue;
    if (largest === Number.NEGATIVE_INFINITY) throw inParts(whose, "no path joins any of the pairs");
    lengths[pair] = largest;
  }
}

function inParts(whose: string, reason: string): NumericError {
  const next = 'keep more edges, or choose "infinity" or a maximum for pairs that are not joined';
  return new NumericError({ quantity: `geodesic distances of ${whose}`, reason, next });
}
