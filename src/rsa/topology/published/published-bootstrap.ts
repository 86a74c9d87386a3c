import { matrix } from "../../../linalg/matrix.js";
import type { RandomSource } from "../../../random/random-source.js";
import { pairCount } from "../../pair-count.js";
import { rdmVector } from "../../rdm-vector.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import type { Resampled } from "../bootstrap-identification.js";
import { drawCounts, pairCounts } from "../draw-counts.js";
import type { IdentificationOptions } from "../identify-regions.js";
import { innerProducts } from "../inner-products.js";
import { type LabelledRdms, labelledRdms } from "../labelled-rdms.js";
import { leaveOneSubjectOut } from "../leave-one-subject-out.js";

/** Settings of {@link publishedBootstrap}. */
export interface PublishedBootstrapOptions extends IdentificationOptions {
  /** Default: both. */
  readonly resample?: Resampled | undefined;
  /** Default: 1000. */
  readonly draws?: number | undefined;
  readonly random: RandomSource;
}

/**
 * Accuracies of the bootstrap as the authors' published code draws it, so that its defects can be shown; for results use
 * `bootstrapIdentification`. Rows (subject × region) are drawn and not subjects; conditions are drawn after the transform, whose
 * quantiles are those of the whole set; where conditions alone are drawn, only as many rows as there are subjects are used, the
 * first ones; a value of −1 stands for a missing pair.
 *
 * @param rdms - Transformed RDMs.
 * @returns One accuracy per draw; NaN where the code stops, because a training set has one region alone.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028, and the code that goes with it
 */
export function publishedBootstrap(rdms: RdmVectors, options: PublishedBootstrapOptions): Float64Array {
  const { rule = "euclidean", linalg, resample = "both", draws = 1000, random, ...labels } = options;
  const labelled = labelledRdms(rdms, labels);
  const { nRdms, nConditions } = rdms;
  return Float64Array.from({ length: draws }, (_, draw) => {
    const stream = random.derive("draw", draw);
    const weights = resample === "conditions" ? firstRows(labelled) : drawCounts(stream, nRdms);
    const conditions =
      resample === "subjects" ? new Float64Array(nConditions).fill(1) : drawCounts(stream, nConditions);
    if (!everyTrainingSetHasTwoRegions(labelled, weights)) return Number.NaN;
    const counts = pairCounts(conditions);
    for (let rdm = 0; rdm < nRdms; rdm++) {
      const own = rdmVector(rdms, rdm);
      for (let pair = 0; weights[rdm]! > 0 && pair < own.length; pair++) {
        if (own[pair] === -1 || Number.isNaN(own[pair]!)) counts[pair] = 0;
      }
    }
    const gram = innerProducts(matrix(nRdms, pairCount(nConditions), rdms.values.slice()), counts, { rule, linalg });
    return leaveOneSubjectOut(gram, labelled, { rule, weights }).accuracy;
  });
}

function firstRows({ subjects, subjectOf }: LabelledRdms): Float64Array {
  return Float64Array.from(subjectOf, (_, rdm) => (rdm < subjects.length ? 1 : 0));
}

function everyTrainingSetHasTwoRegions({ subjectOf, regionOf }: LabelledRdms, weights: Float64Array): boolean {
  const drawn = [...weights.keys()].filter((rdm) => weights[rdm]! > 0);
  const subjects = new Set(drawn.map((rdm) => subjectOf[rdm]));
  return [...subjects].every((subject) => {
    const others = drawn.filter((rdm) => subjectOf[rdm] !== subject);
    return new Set(others.map((rdm) => regionOf[rdm])).size > 1;
  });
}
