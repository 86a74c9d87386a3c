import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives } from "../../linalg/provider.js";
import { pairCount } from "../pair-count.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { commonPairs, innerProducts } from "./inner-products.js";
import { type IdentificationLabels, labelledRdms } from "./labelled-rdms.js";
import { leaveOneSubjectOut } from "./leave-one-subject-out.js";
import type { CentroidRule } from "./nearest-centroids.js";

/** Settings of every identification of regions. */
export interface IdentificationOptions extends IdentificationLabels {
  /** Default: euclidean. */
  readonly rule?: CentroidRule | undefined;
  readonly linalg: Pick<LinalgPrimitives, "gram">;
}

/** How well regions are told apart by their RDMs. */
export interface RegionIdentification {
  /** Share of the RDMs that were given their own region; 1 / regions by chance. */
  readonly accuracy: number;
  /** Per RDM. */
  readonly predicted: readonly string[];
}

/**
 * Identifies the region (or layer) of each RDM by those of other subjects: one subject is left out, the RDMs of the others
 * are averaged per region, and each RDM that was left out gets the region of the nearest centroid (Euclidean distance, or
 * highest Pearson correlation). Of regions equally near, the first by name. Pairs that some RDM does not know take no part.
 *
 * @param rdms - One per subject and region, transformed as they shall be compared.
 * @throws ArgumentError when labels do not fit; NumericError when no pair is known in all RDMs.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028
 */
export function identifyRegions(
  rdms: RdmVectors,
  { rule = "euclidean", linalg, ...labels }: IdentificationOptions,
): RegionIdentification {
  const labelled = labelledRdms(rdms, labels);
  const rows = matrix(rdms.nRdms, pairCount(rdms.nConditions), rdms.values.slice());
  const gram = innerProducts(rows, commonPairs(rdms), { rule, linalg });
  const { accuracy, predicted } = leaveOneSubjectOut(gram, labelled, { rule });
  return { accuracy, predicted: Array.from(predicted, (region) => labelled.regions[region]!) };
}
