import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { type RankOrder, rankOrder } from "../../stats/rank-order.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { Thresholds } from "./check-thresholds.js";
import { checkVaries } from "./check-varies.js";
import { countedValues } from "./counted-values.js";
import { geoTopologicalInto } from "./geo-topological.js";
import { type InnerProductOptions, innerProducts } from "./inner-products.js";

/** Gives the inner products of the RDMs, transformed with some thresholds. */
export type TransformedProducts = (thresholds: Thresholds) => Matrix;

/** The order of each RDM's dissimilarities, which no threshold and no sample of conditions changes. */
export function rdmOrders(rdms: RdmVectors): readonly RankOrder[] {
  return Array.from({ length: rdms.nRdms }, (_, rdm) => {
    checkVaries(rdmVector(rdms, rdm), rdm);
    return rankOrder(rdmVector(rdms, rdm));
  });
}

/**
 * Prepares RDMs for many thresholds: each is sorted once, and a pair of thresholds then costs one pass over its values.
 *
 * @param counts - How often each pair counts, in ranks, quantiles and products.
 */
export function transformedProducts(
  rdms: RdmVectors,
  {
    orders,
    counts,
    rank,
    ...options
  }: InnerProductOptions & {
    readonly orders: readonly RankOrder[];
    readonly counts: Float64Array;
    readonly rank: boolean;
  },
): TransformedProducts {
  const counted = orders.map((sorted, rdm) => countedValues(rdmVector(rdms, rdm), { rank, counts, sorted }));
  const pairs = pairCount(rdms.nConditions);
  const rows = matrix(rdms.nRdms, pairs);
  return ({ low, high }) => {
    for (const [rdm, values] of counted.entries()) {
      geoTopologicalInto(values, { low, high, into: rows.values.subarray(rdm * pairs, (rdm + 1) * pairs) });
    }
    return innerProducts(rows, counts, options);
  };
}
