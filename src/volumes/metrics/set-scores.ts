import type { Score } from "./sample-scores.js";
import type { ScoreRecord } from "./score-record.js";
import { ratio, sumsOfCounts } from "./score-sums.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** Means over instances: each is weighted by the instances that it was taken over. */
export const instanceMeans: readonly (readonly [mean: string, count: string])[] = [
  ["general.avg_gt_skel_coverage", "general.Num GT"],
  ["general.avg_TP_05_cldice", "general.TP_05"],
  ["general.avg_gt_cov_dim", "general.GT_dim"],
  ["general.avg_gt_cov_overlap", "general.GT_overlap"],
];

/**
 * Scores of a set of samples that are labelled in one way: counts are summed, F1 = 2 TP / (2 TP + FP + FN) of the sums
 * and avF1 their mean over 0.1 … 0.9; coverage, clDice of the matches and coverages of subsets are means over all
 * instances (or matches) of the set; S = avF1 / 2 + C / 2. A mean over nothing is 0, without ground truth null. What a
 * sample does not have (`dim`), the set does not have.
 */
export function setScores(samples: readonly ScoreRecord[]): ScoreRecord {
  const record = sumsOfCounts(samples);
  const hasGt = record["general.Num GT"] !== 0;
  for (const [mean, count] of instanceMeans) {
    if (samples.every((sample) => mean in sample && count in sample))
      record[mean] = hasGt ? meanOver(samples, mean, count) : null;
  }
  const fscores = wideThresholds.map((threshold) => {
    const path = `confusion_matrix.${thresholdKey(threshold)}`;
    const fscore = hasGt ? fscoreOf(record, path) : null;
    record[`${path}.fscore`] = fscore;
    return fscore;
  });
  const known = fscores.filter((fscore) => fscore !== null);
  const avF1 = known.length === fscores.length ? known.reduce((sum, fscore) => sum + fscore, 0) / known.length : null;
  const coverage = record["general.avg_gt_skel_coverage"] ?? null;
  record["confusion_matrix.avFscore"] = avF1;
  record["general.avg_f1_cov_score"] = avF1 === null || coverage === null ? null : 0.5 * avF1 + 0.5 * coverage;
  return record;
}

/** Samples without such an instance say nothing, whatever they hold: 0, null, or NaN in files. */
function meanOver(samples: readonly ScoreRecord[], mean: string, count: string): Score {
  let sum = 0;
  let total = 0;
  for (const sample of samples) {
    const weight = sample[count];
    if (weight === 0) continue;
    if (weight === null || weight === undefined || sample[mean] === null) return null;
    sum += sample[mean]! * weight;
    total += weight;
  }
  return ratio(sum, total);
}

function fscoreOf(record: Readonly<Record<string, Score>>, path: string): Score {
  const [tp, fp, fn] = ["AP_TP", "AP_FP", "AP_FN"].map((name) => record[`${path}.${name}`] ?? null);
  return tp === null || fp === null || fn === null ? null : ratio(2 * tp!, 2 * tp! + fp! + fn!);
}
