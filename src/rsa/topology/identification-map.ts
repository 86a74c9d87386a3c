import type { RdmVectors } from "../rdm-vectors.js";
import { checkThresholds, type Thresholds } from "./check-thresholds.js";
import type { IdentificationOptions } from "./identify-regions.js";
import { commonPairs } from "./inner-products.js";
import { labelledRdms } from "./labelled-rdms.js";
import { leaveOneSubjectOut } from "./leave-one-subject-out.js";
import { thresholdGrid } from "./threshold-grid.js";
import { rdmOrders, transformedProducts } from "./transformed-products.js";

/** Settings of {@link identificationMap}. */
export interface IdentificationMapOptions extends IdentificationOptions {
  /** Default: the 210 cells of `thresholdGrid()`. */
  readonly cells?: readonly Thresholds[] | undefined;
  /** Ranks before the transform. Default: true. */
  readonly rank?: boolean | undefined;
}

/** Accuracies over the (l, u) triangle. */
export interface IdentificationMap {
  readonly cells: readonly Thresholds[];
  /** One per cell. */
  readonly accuracies: Float64Array;
}

/**
 * {@link identifyRegions} for many thresholds of the geo-topological transform, in one pass over the sorted dissimilarities.
 * The largest of these accuracies is chosen on the data it is computed from and too high as an estimate; `nestedIdentification`
 * gives an honest one. Pairs that some RDM does not know take no part, in the quantiles neither.
 *
 * @param rdms - Untransformed dissimilarities, one RDM per subject and region.
 * @throws ArgumentError when labels or thresholds do not fit; NumericError when no pair is known in all RDMs, or an RDM has
 *   no two different dissimilarities.
 */
export function identificationMap(
  rdms: RdmVectors,
  { cells = thresholdGrid(), rank = true, rule = "euclidean", linalg, ...labels }: IdentificationMapOptions,
): IdentificationMap {
  for (const cell of cells) checkThresholds(cell);
  const labelled = labelledRdms(rdms, labels);
  const counts = commonPairs(rdms);
  const products = transformedProducts(rdms, { orders: rdmOrders(rdms), counts, rank, rule, linalg });
  const accuracies = Float64Array.from(
    cells,
    (cell) => leaveOneSubjectOut(products(cell), labelled, { rule }).accuracy,
  );
  return { cells, accuracies };
}
