import type { Matrix } from "../../linalg/provider.js";
import type { LabelledRdms } from "./labelled-rdms.js";
import { type CentroidRule, nearestCentroids } from "./nearest-centroids.js";

/** Settings of {@link leaveOneSubjectOut}. */
export interface LeaveOneSubjectOutOptions {
  readonly rule: CentroidRule;
  /** How often each RDM counts, in training and in the accuracy. Default: once. */
  readonly weights?: Float64Array | undefined;
}

/** What came out for each RDM, and the share that is right. */
export interface Identified {
  /** Weighted share of RDMs that are given their own region; NaN where nothing could be predicted. */
  readonly accuracy: number;
  /** Per RDM the place of the predicted region; −1 where it counts 0 times, or nothing was left to train with. */
  readonly predicted: Int32Array;
}

/** Gives each RDM the region with the nearest centroid, the centroids being those of the other subjects. */
export function leaveOneSubjectOut(
  gram: Matrix,
  labelled: LabelledRdms,
  { rule, weights = new Float64Array(gram.rows).fill(1) }: LeaveOneSubjectOutOptions,
): Identified {
  const { subjects, subjectOf, regionOf } = labelled;
  const predicted = new Int32Array(gram.rows).fill(-1);
  for (let subject = 0; subject < subjects.length; subject++) {
    const rows = [...subjectOf.keys()].filter((rdm) => subjectOf[rdm] === subject && weights[rdm]! > 0);
    if (rows.length === 0) continue;
    const training = weights.map((weight, rdm) => (subjectOf[rdm] === subject ? 0 : weight));
    nearestCentroids(gram, labelled, { rule, training, rows, into: predicted });
  }
  let [right, total] = [0, 0];
  for (let rdm = 0; rdm < gram.rows; rdm++) {
    if (predicted[rdm]! < 0) continue;
    total += weights[rdm]!;
    if (predicted[rdm] === regionOf[rdm]) right += weights[rdm]!;
  }
  return { accuracy: total > 0 ? right / total : Number.NaN, predicted };
}
