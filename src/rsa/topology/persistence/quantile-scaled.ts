import type { RdmVectors } from "../../rdm-vectors.js";
import { countedQuantile, countedValues, scatterRuns } from "../counted-values.js";
import { mapRdms } from "../map-rdms.js";

/** Settings of {@link quantileScaled}. */
export interface QuantileScaledOptions {
  /** Default: 0.9. */
  readonly quantile?: number | undefined;
}

/**
 * Dissimilarities divided by a quantile of the same RDM, so that RDMs of different scale can be compared by their distances. The
 * quantile is that of the pairs; code that takes it of the whole matrix counts the zeros of the diagonal too.
 *
 * @throws NumericError for an RDM without two different dissimilarities.
 */
export function quantileScaled(rdms: RdmVectors, { quantile = 0.9 }: QuantileScaledOptions = {}): RdmVectors {
  return mapRdms(rdms, (values, into) => {
    const counted = countedValues(values, { rank: false });
    const scale = countedQuantile(counted, quantile);
    scatterRuns(counted, { into, change: (value) => value / scale });
  });
}
