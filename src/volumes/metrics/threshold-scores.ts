import type { MatchedPair } from "./instance-matching.js";
import type { ThresholdScores } from "./sample-scores.js";

/** What scores of a threshold are made of. */
export interface ThresholdEvidence {
  readonly gts: number;
  readonly preds: number;
  readonly pairs: readonly MatchedPair[];
  /** Per prediction the row of its largest precision, 0 for background. */
  readonly best: Int32Array;
  /** Matrices of recall (gts × preds) that all have to be above the threshold for a merge. */
  readonly recalls: readonly Float32Array[];
  readonly threshold: number;
  /** Whether predictions in the background are right as far as anybody knows. */
  readonly partly: boolean;
}

/** Counts and ratios of one threshold; ratios are null where there is no ground truth. */
export function thresholdScores(evidence: ThresholdEvidence): ThresholdScores {
  const { gts, preds, pairs, best, partly } = evidence;
  const matched = new Set(pairs.map(({ pred }) => pred));
  const unmatchedInGt = best.reduce((count, row, pred) => count + (row > 0 && !matched.has(pred) ? 1 : 0), 0);
  const truePositives = pairs.length;
  const falsePositives = partly ? unmatchedInGt : preds - truePositives;
  const precision = truePositives / Math.max(1, truePositives + falsePositives);
  const recall = truePositives / Math.max(1, gts);
  const fscore = truePositives === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const isDefined = gts > 0;
  return {
    AP_TP: truePositives,
    AP_FP: falsePositives,
    AP_FN: gts - truePositives,
    precision: isDefined ? precision : null,
    recall: isDefined ? recall : null,
    AP: isDefined ? precision * recall : null,
    fscore: isDefined ? fscore : null,
    false_split: unmatchedInGt,
    false_merge: falseMerges(evidence),
  };
}

function falseMerges({ gts, preds, recalls, threshold }: ThresholdEvidence): number {
  const least = Math.fround(threshold);
  const [recall, ...others] = recalls;
  const held = new Int32Array(preds);
  for (let at = 0; at < gts * preds; at++) {
    if (recall![at]! > least && others.every((other) => other[at]! > least)) held[at % preds]!++;
  }
  return held.reduce((merges, count) => merges + Math.max(0, count - 1), 0);
}
