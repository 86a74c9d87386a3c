import type { Score } from "./sample-scores.js";
import type { ScoreRecord } from "./score-record.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** Scores that are counts, which are summed over samples and over sets. */
const countNames: readonly string[] = [
  "general.Num GT",
  "general.Num Pred",
  "general.TP_05",
  "general.FM",
  "general.FS",
  ...["dim", "overlap"].flatMap((subset) => [`general.GT_${subset}`, `general.TP_05_${subset}`]),
  ...wideThresholds.flatMap((threshold) =>
    ["AP_TP", "AP_FP", "AP_FN", "false_split", "false_merge"].map(
      (name) => `confusion_matrix.${thresholdKey(threshold)}.${name}`,
    ),
  ),
];

/** Ratios of counts. */
const shares: readonly (readonly [share: string, part: string, whole: string])[] = [
  ["general.TP_05_rel", "general.TP_05", "general.Num GT"],
  ["general.TP_05_rel_dim", "general.TP_05_dim", "general.GT_dim"],
  ["general.TP_05_rel_overlap", "general.TP_05_overlap", "general.GT_overlap"],
];

/** Sums of all counts that every record has, and their ratios (0 / 0 is 0). */
export function sumsOfCounts(records: readonly ScoreRecord[]): Record<string, Score> {
  const sums: Record<string, Score> = {};
  for (const name of countNames) {
    if (!records.every((record) => name in record)) continue;
    const counts = records.map((record) => record[name]!);
    sums[name] = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  }
  for (const [share, part, whole] of shares) {
    if (part in sums && whole in sums) sums[share] = ratio(sums[part]!, sums[whole]!);
  }
  return sums;
}

/** A ratio of counts, 0 where nothing was counted, null where a count is not known. */
export function ratio(part: Score, whole: Score): Score {
  if (part === null || whole === null) return null;
  return whole === 0 ? 0 : part / whole;
}
