import type { RdmVectors } from "../../rdm-vectors.js";
import type { Thresholds } from "../check-thresholds.js";
import { type CountedValues, countedQuantile, countedValues, scatterRuns } from "../counted-values.js";
import { mapRdms } from "../map-rdms.js";

/**
 * The geo-topological transform as the authors' published code computes it; for results use `geoTopological`. It differs
 * where both thresholds are one value: an entry equal to it becomes 0 / 0, which is NaN.
 *
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028, and the code that goes with it
 */
export function publishedGeoTopological(rdms: RdmVectors, thresholds: Thresholds): RdmVectors {
  return mapRdms(rdms, (values, into) => {
    publishedGeoTopologicalInto(countedValues(values, { rank: true }), { ...thresholds, into });
  });
}

/** {@link publishedGeoTopological} of one RDM whose dissimilarities are sorted already. */
export function publishedGeoTopologicalInto(
  counted: CountedValues,
  { low, high, into }: Thresholds & { readonly into: Float64Array },
): void {
  const a = countedQuantile(counted, low);
  const b = countedQuantile(counted, high);
  scatterRuns(counted, { into, change: (value) => (value < a ? 0 : value > b ? 1 : (value - a) / (b - a)) });
}
