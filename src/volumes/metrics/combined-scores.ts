import type { Score } from "./sample-scores.js";
import type { ScoreRecord } from "./score-record.js";
import { ratio, sumsOfCounts } from "./score-sums.js";
import { instanceMeans } from "./set-scores.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** Scores that are averaged over sets. */
const averaged: readonly string[] = [
  "general.avg_f1_cov_score",
  "confusion_matrix.avFscore",
  ...wideThresholds.map((threshold) => `confusion_matrix.${thresholdKey(threshold)}.fscore`),
  ...instanceMeans.map(([mean]) => mean),
];

/** clDice over the matches of all sets together, which is another number than the mean of the sets. */
export const pooledClDice = "general.avg_TP_05_cldice_pooled";

/**
 * Scores over sets as they are published: scores are plain means over the sets, whatever their sizes; counts are summed
 * and ratios taken of the sums. A set without an instance of a subset (dim, overlap) does not count in its mean.
 * {@link pooledClDice} is added under a name of its own.
 */
export function combinedScores(sets: readonly ScoreRecord[]): ScoreRecord {
  const record = sumsOfCounts(sets);
  for (const name of averaged) {
    const own = sets.filter((set) => !isOfNothing(set, name));
    if (sets.every((set) => name in set))
      record[name] = own.length > 0 ? meanOfSets(own, name) : (sets[0]?.[name] ?? null);
  }
  const matches = sets.map((set) => set["general.TP_05"] ?? 0);
  const sum = sets.reduce((total, set, place) => total + matches[place]! * (set["general.avg_TP_05_cldice"] ?? 0), 0);
  const total = matches.reduce((all, count) => all + count, 0);
  record[pooledClDice] = ratio(sum, total);
  return record;
}

function isOfNothing(set: ScoreRecord, name: string): boolean {
  if (set["general.Num GT"] === 0) return true;
  const subset = ["dim", "overlap"].find((part) => name.endsWith(`_cov_${part}`));
  return subset !== undefined && set[`general.GT_${subset}`] === 0;
}

function meanOfSets(sets: readonly ScoreRecord[], name: string): Score {
  const scores = sets.map((set) => set[name]!);
  return scores.every((score) => score !== null) ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
}
