import type { Score } from "./sample-scores.js";
import type { NamedScores, ScoreRecord } from "./score-record.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** A column: its heading and its text. */
type Column = readonly [heading: string, text: (scores: ScoreRecord) => string];

/** The columns of the benchmark's tables, in its words: counts at 0.5, matches of dim and overlapping neurons, F1. */
const columns: readonly Column[] = [
  ["S", share("general.avg_f1_cov_score")],
  ["avF1", share("confusion_matrix.avFscore")],
  ["C", share("general.avg_gt_skel_coverage")],
  ["clDice_TP", share("general.avg_TP_05_cldice")],
  ["tp", share("general.TP_05_rel")],
  ["FS", count("general.FS")],
  ["FM", count("general.FM")],
  ["nGT", count("general.Num GT")],
  ["nPred", count("general.Num Pred")],
  ...["TP", "FP", "FN"].map((name): Column => [name, count(`confusion_matrix.th_0_5.AP_${name}`)]),
  ...["dim", "overlap"].flatMap((subset): Column[] => [
    [`tp_${subset}`, partOf(`general.TP_05_${subset}`, `general.GT_${subset}`)],
    [`C_${subset}`, share(`general.avg_gt_cov_${subset}`)],
  ]),
  ...wideThresholds.map(
    (threshold): Column => [`F1_${threshold}`, share(`confusion_matrix.${thresholdKey(threshold)}.fscore`)],
  ),
];

/**
 * The benchmark's table as lines for a terminal: a row per sample or set. Shares have four places; `-` stands for a score
 * that is not there.
 */
export function scoreTable(rows: readonly NamedScores[]): readonly string[] {
  const cells = [
    ["", ...columns.map(([heading]) => heading)],
    ...rows.map(({ name, scores }) => [name, ...columns.map(([, text]) => text(scores))]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}

function share(path: string): (scores: ScoreRecord) => string {
  return (scores) => textOf(scores[path], (score) => score.toFixed(4));
}

function count(path: string): (scores: ScoreRecord) => string {
  return (scores) => textOf(scores[path], String);
}

function partOf(part: string, whole: string): (scores: ScoreRecord) => string {
  return (scores) => textOf(scores[part], (matched) => `${matched}/${scores[whole]}`);
}

function textOf(score: Score | undefined, text: (score: number) => string): string {
  return score === null || score === undefined ? "-" : text(score);
}
