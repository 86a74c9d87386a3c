import { NumericError } from "../../errors.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkThresholds, type Thresholds } from "./check-thresholds.js";
import { type CountedValues, countedQuantile, countedValues, scatterRuns } from "./counted-values.js";
import { mapRdms } from "./map-rdms.js";

/** Settings of {@link geoTopological}. */
export interface GeoTopologicalOptions extends Thresholds {
  /** Ranks first ({@link rankNormalised}), as in the paper; false takes quantiles of the raw dissimilarities. Default: true. */
  readonly rank?: boolean | undefined;
}

/**
 * Representational geo-topological matrices: every dissimilarity x of an RDM becomes clip((x − a) / (b − a), 0, 1), where a
 * and b are the quantiles `low` and `high` (linear interpolation) of the same RDM. What is closer than a counts as equally
 * near, what is further than b as equally far. low 0 and high 1 keep the geometry (of the ranks); with low = high the
 * limit is the representational adjacency matrix: 1 where x > a, else 0. Unknown pairs (NaN) stay unknown.
 *
 * @returns Values from 0 to 1, without unit.
 * @throws ArgumentError unless 0 ≤ low ≤ high ≤ 1; NumericError for an RDM without two different dissimilarities.
 * @see Lin and Kriegeskorte, The topology and geometry of neural representations, https://doi.org/10.48550/arXiv.2309.11028
 */
export function geoTopological(rdms: RdmVectors, { rank = true, ...thresholds }: GeoTopologicalOptions): RdmVectors {
  checkThresholds(thresholds);
  return mapRdms(rdms, (values, into) => geoTopologicalInto(countedValues(values, { rank }), { ...thresholds, into }));
}

/** {@link geoTopological} of one RDM whose dissimilarities are sorted already. */
export function geoTopologicalInto(
  counted: CountedValues,
  { low, high, into }: Thresholds & { readonly into: Float64Array },
): void {
  const a = countedQuantile(counted, low);
  const b = countedQuantile(counted, high);
  if (!Number.isFinite(b - a)) {
    const reason = `its quantiles ${low} and ${high} are ${a} and ${b}`;
    throw new NumericError({
      quantity: "geo-topological transform",
      reason,
      next: "rank first, or leave infinities out",
    });
  }
  // with ties both thresholds may be one value though low < high
  const step = (value: number) => (value > a ? 1 : 0);
  const ramp = (value: number) => (value < a ? 0 : value > b ? 1 : (value - a) / (b - a));
  scatterRuns(counted, { into, change: a < b ? ramp : step });
}
