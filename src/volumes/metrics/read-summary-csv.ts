import { FormatError } from "../../errors.js";
import { readScore } from "./read-score.js";
import type { Score } from "./sample-scores.js";
import type { NamedScores, ScoreRecord } from "./score-record.js";
import { pathOfColumn, totalRows } from "./summary-csv.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** A summary file of the reference. */
export interface ReadSummary {
  /** What its columns hold, by the paths of records. */
  readonly metrics: readonly string[];
  readonly samples: readonly NamedScores[];
  /** Its rows over samples (`mean`, `sum`, `avg_inst`), as they stand there. */
  readonly totals: Readonly<Record<string, ScoreRecord>>;
}

/**
 * Reads a summary file of the reference: separated by `;`, any columns whose names it knows how to split, `nan` is null.
 *
 * The file has TP, FP and FN at 0.5 alone. For the other thresholds they are worked out from F1 = 2 TP / (nGT + TP + FP):
 * TP + FP is the same at all thresholds unless matches of predictions that lie in the background of a partly labelled
 * image come and go, so the sum nearest to that at 0.5 is taken for which TP is a whole number. Where none fits, the
 * counts stay away.
 *
 * @param file - Its name, for errors.
 * @throws FormatError for a file without `sample` in its first cell, rows of another length, samples that are there twice,
 * cells that are no numbers
 */
export function readSummaryCsv(text: string, file: string): ReadSummary {
  const rows = text.split(/\r?\n/).map((line) => line.split(";"));
  const [header] = rows;
  const columns = header!.slice(1);
  if (header![0]!.trim() !== "sample" || columns.length === 0 || new Set(columns).size < columns.length) {
    const found = JSON.stringify(header!.join(";").slice(0, 60));
    throw new FormatError({ file, place: "line 1", expected: "sample; and names of scores, each once", found });
  }
  const samples = new Map<string, ScoreRecord>();
  const totals = new Map<string, ScoreRecord>();
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || (cells.length === 1 && cells[0]!.trim() === "")) continue;
    const place = `line ${index + 1}`;
    const name = cells[0]!.trim();
    if (cells.length !== header!.length) {
      throw new FormatError({ file, place, expected: `${header!.length} cells`, found: String(cells.length) });
    }
    const rowsOfKind = totalRows.includes(name) ? totals : samples;
    if (rowsOfKind.has(name)) throw new FormatError({ file, place, expected: "a sample once", found: name });
    const scores = columns.map((column, at) => {
      return [pathOfColumn(column), readScore(cells[at + 1]!, file, `${place}, ${column}`)] as const;
    });
    rowsOfKind.set(name, Object.fromEntries(scores));
  }
  return {
    metrics: columns.map(pathOfColumn),
    samples: [...samples].map(([name, scores]) => ({ name, scores: { ...scores, ...missingCounts(scores) } })),
    totals: Object.fromEntries(totals),
  };
}

function missingCounts(scores: ScoreRecord): Record<string, Score> {
  const counts: Record<string, Score> = {};
  const [gts, preds, tp, fp] = ["general.Num GT", "general.Num Pred", `${half}.AP_TP`, `${half}.AP_FP`].map(
    (name) => scores[name] ?? null,
  );
  if (gts === null || preds === null || tp === null || fp === null) return counts;
  for (const threshold of wideThresholds) {
    const path = `confusion_matrix.${thresholdKey(threshold)}`;
    const fscore = scores[`${path}.fscore`] ?? null;
    if (fscore === null || `${path}.AP_TP` in scores) continue;
    const found = countsOfFscore(fscore, gts!, preds!, tp! + fp!);
    if (found === undefined) continue;
    counts[`${path}.AP_TP`] = found.tp;
    counts[`${path}.AP_FP`] = found.fp;
    counts[`${path}.AP_FN`] = gts! - found.tp;
  }
  return counts;
}

const half = `confusion_matrix.${thresholdKey(0.5)}`;

function countsOfFscore(
  fscore: number,
  gts: number,
  preds: number,
  near: number,
): { readonly tp: number; readonly fp: number } | undefined {
  for (let step = 0; step <= preds; step++) {
    for (const positives of [near + step, near - step]) {
      const exact = (fscore * (gts + positives)) / 2;
      const tp = Math.round(exact);
      const fits = positives >= 0 && positives <= preds && tp <= Math.min(gts, positives);
      if (fits && Math.abs(exact - tp) < 1e-9 * (gts + positives + 1)) return { tp, fp: positives - tp };
    }
  }
  return undefined;
}
