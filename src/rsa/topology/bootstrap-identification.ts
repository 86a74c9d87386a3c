import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkThresholds, type Thresholds } from "./check-thresholds.js";
import { drawCounts, pairCounts } from "./draw-counts.js";
import type { IdentificationMapOptions } from "./identification-map.js";
import { commonPairs } from "./inner-products.js";
import { labelledRdms } from "./labelled-rdms.js";
import { leaveOneSubjectOut } from "./leave-one-subject-out.js";
import { rdmOrders, transformedProducts } from "./transformed-products.js";

/** What a bootstrap draws anew. */
export type Resampled = "subjects" | "conditions" | "both";

/** Settings of {@link bootstrapIdentification}. */
export interface BootstrapIdentificationOptions extends IdentificationMapOptions {
  readonly cells: readonly Thresholds[];
  /** Default: both. */
  readonly resample?: Resampled | undefined;
  /** Default: 1000. */
  readonly draws?: number | undefined;
  /** Each draw has its own stream, so that draws may be made in any order. */
  readonly random: RandomSource;
}

/** Accuracies of resampled experiments. */
export interface BootstrappedIdentification {
  readonly cells: readonly Thresholds[];
  /** draws × cells. NaN where a sample has one subject, or one condition, alone. The draws are those of all cells alike. */
  readonly accuracies: Matrix;
}

/**
 * What resampled experiments would give: subjects are drawn with all their RDMs, conditions with all their pairs, and ranks,
 * quantiles and the transform are those of the sample. A pair counts as often as the sample has it; pairs of copies of one
 * condition are left out. All copies of a subject are left out together, so that nobody is identified by himself.
 *
 * @param rdms - Untransformed dissimilarities, one RDM per subject and region.
 * @throws ArgumentError when labels or thresholds do not fit; NumericError as `identificationMap`.
 */
export function bootstrapIdentification(
  rdms: RdmVectors,
  options: BootstrapIdentificationOptions,
): BootstrappedIdentification {
  const {
    cells,
    rank = true,
    rule = "euclidean",
    linalg,
    resample = "both",
    draws = 1000,
    random,
    ...labels
  } = options;
  for (const cell of cells) checkThresholds(cell);
  const labelled = labelledRdms(rdms, labels);
  const { subjects, subjectOf } = labelled;
  const orders = rdmOrders(rdms);
  const common = commonPairs(rdms);
  const accuracies = matrix(draws, cells.length);
  for (let draw = 0; draw < draws; draw++) {
    const stream = random.derive("draw", draw);
    const ofSubjects = resample === "conditions" ? undefined : drawCounts(stream, subjects.length);
    const ofConditions = resample === "subjects" ? undefined : drawCounts(stream, rdms.nConditions);
    const counts = ofConditions ? pairCounts(ofConditions).map((count, pair) => count * common[pair]!) : common;
    if (!counts.some((count) => count > 0)) {
      accuracies.values.fill(Number.NaN, draw * cells.length, (draw + 1) * cells.length);
      continue;
    }
    const weights = Float64Array.from(subjectOf, (subject) => ofSubjects?.[subject] ?? 1);
    const products = transformedProducts(rdms, { orders, counts, rank, rule, linalg });
    for (const [place, cell] of cells.entries()) {
      const { accuracy } = leaveOneSubjectOut(products(cell), labelled, { rule, weights });
      accuracies.values[draw * cells.length + place] = accuracy;
    }
  }
  return { cells, accuracies };
}
