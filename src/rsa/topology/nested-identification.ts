import { ArgumentError } from "../../errors.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { bestCells } from "./best-cells.js";
import { checkThresholds, type Thresholds } from "./check-thresholds.js";
import type { IdentificationMapOptions } from "./identification-map.js";
import type { RegionIdentification } from "./identify-regions.js";
import { commonPairs } from "./inner-products.js";
import { labelledRdms } from "./labelled-rdms.js";
import { leaveOneSubjectOut } from "./leave-one-subject-out.js";
import { nearestCentroids } from "./nearest-centroids.js";
import { thresholdGrid } from "./threshold-grid.js";
import { rdmOrders, transformedProducts } from "./transformed-products.js";

/** An accuracy whose thresholds were chosen without the subject that is tested. */
export interface NestedIdentification extends RegionIdentification {
  /** Per subject, in the order of their names: what was chosen among the others, and how well it does among them. */
  readonly choices: readonly { readonly subject: string; readonly thresholds: Thresholds; readonly accuracy: number }[];
}

/**
 * Identification of regions with thresholds chosen inside the training subjects: for each subject that is left out, the
 * others are identified by leave-one-subject-out in every cell; the cell that does best, the first one in the order of
 * `cells` among equals, is used for the subject.
 *
 * @param rdms - Untransformed dissimilarities, one RDM per subject and region.
 * @throws ArgumentError when labels or thresholds do not fit, or there are fewer than three subjects; NumericError as
 *   `identificationMap`.
 */
export function nestedIdentification(
  rdms: RdmVectors,
  { cells = thresholdGrid(), rank = true, rule = "euclidean", linalg, ...labels }: IdentificationMapOptions,
): NestedIdentification {
  for (const cell of cells) checkThresholds(cell);
  const labelled = labelledRdms(rdms, labels);
  const { subjects, subjectOf, regionOf, regions } = labelled;
  if (subjects.length < 3) {
    const next = "use identifyRegions with fixed thresholds";
    throw new ArgumentError({ argument: "subjects", expected: "at least three", found: String(subjects.length), next });
  }
  const counts = commonPairs(rdms);
  const products = transformedProducts(rdms, { orders: rdmOrders(rdms), counts, rank, rule, linalg });
  const weightsWithout = subjects.map((_, left) =>
    Float64Array.from(subjectOf, (subject) => (subject === left ? 0 : 1)),
  );
  const inner = subjects.map(() => new Float64Array(cells.length));
  const predicted = cells.map(() => new Int32Array(rdms.nRdms));
  for (const [place, cell] of cells.entries()) {
    const gram = products(cell);
    for (const [left, weights] of weightsWithout.entries()) {
      inner[left]![place] = leaveOneSubjectOut(gram, labelled, { rule, weights }).accuracy;
      const rows = [...subjectOf.keys()].filter((rdm) => subjectOf[rdm] === left);
      nearestCentroids(gram, labelled, { rule, training: weights, rows, into: predicted[place]! });
    }
  }
  const choices = subjects.map((subject, left) => {
    const { accuracy, cells: best } = bestCells({ cells, accuracies: inner[left]! });
    return { subject, thresholds: best[0]!, accuracy };
  });
  const chosen = Array.from(subjectOf, (subject, rdm) => predicted[cells.indexOf(choices[subject]!.thresholds)]![rdm]!);
  const nRight = chosen.filter((region, rdm) => region === regionOf[rdm]).length;
  return { accuracy: nRight / rdms.nRdms, predicted: chosen.map((region) => regions[region]!), choices };
}
