import type { RdmVectors } from "../rdm-vectors.js";
import { countedValues, scatterRuns } from "./counted-values.js";
import { mapRdms } from "./map-rdms.js";

/**
 * Ranks of each RDM's dissimilarities, scaled to 0 … 1: r = (rank − min) / (max − min), equal values sharing the mean of
 * their ranks. Unknown pairs (NaN) stay unknown and take no rank. This is the geo-topological transform for low 0, high 1.
 *
 * @param rdms - Dissimilarities in any unit; each RDM is ranked by itself.
 * @throws NumericError for an RDM without two different dissimilarities, which has no ranks to tell apart.
 * @see Lin and Kriegeskorte, The topology and geometry of neural representations, https://doi.org/10.48550/arXiv.2309.11028
 */
export function rankNormalised(rdms: RdmVectors): RdmVectors {
  return mapRdms(rdms, (values, into) => {
    scatterRuns(countedValues(values, { rank: true }), { into, change: (value) => value });
  });
}
