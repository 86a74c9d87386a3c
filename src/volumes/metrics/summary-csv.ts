import { ArgumentError } from "../../errors.js";
import { pythonFloat } from "./python-float.js";
import type { Score } from "./sample-scores.js";
import type { NamedScores, ScoreRecord } from "./score-record.js";
import { thresholdKey, wideThresholds } from "./thresholds.js";

/** Columns of the reference's summary after the first one, `sample`, in its order. */
export const summaryColumns: readonly string[] = [
  ...["Num GT", "Num Pred", "avg_f1_cov_score"].map((name) => `general ${name}`),
  "confusion_matrix avFscore",
  "general avg_gt_skel_coverage",
  ...["AP_TP", "AP_FP", "AP_FN"].map((name) => `th_0_5 ${name}`),
  ...["FM", "FS", "TP_05", "TP_05_rel", "avg_TP_05_cldice"].map((name) => `general ${name}`),
  ...["dim", "overlap"].flatMap((subset) =>
    [`GT_${subset}`, `TP_05_${subset}`, `TP_05_rel_${subset}`, `avg_gt_cov_${subset}`].map((name) => `general ${name}`),
  ),
  ...wideThresholds.map((threshold) => `${thresholdKey(threshold)} fscore`),
];

/** The rows after the samples. */
export const totalRows: readonly string[] = ["mean", "sum", "avg_inst"];

/** The path of a column's scores in a record: `th_0_5 AP_TP` is `confusion_matrix.th_0_5.AP_TP`. */
export function pathOfColumn(column: string): string {
  return `${column.startsWith("th_") ? "confusion_matrix." : ""}${column.replace(" ", ".")}`;
}

/**
 * The summary that the reference writes: separated by `;`, a row per sample, then `mean` and `sum` over the samples and
 * `avg_inst`, the scores over all of them (see `aggregateScores`). Scores that are not there are `nan` and left out of mean
 * and sum.
 *
 * @throws ArgumentError for a name that would not be read as one: with `;`, a quote or a line break, or that of a total
 */
export function summaryCsv(samples: readonly NamedScores[], combined: ScoreRecord): string {
  const unfit = samples.find(({ name }) => /[;"\r\n]/.test(name) || totalRows.includes(name));
  if (unfit) {
    const found = JSON.stringify(unfit.name);
    throw new ArgumentError({ argument: "samples", expected: "names that fit into a cell", found });
  }
  const paths = summaryColumns.map(pathOfColumn);
  const present = paths.map((path) => samples.flatMap(({ scores }) => scores[path] ?? []));
  const sums = present.map((values) => (values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null));
  const means = sums.map((sum, column) => (sum === null ? null : sum / present[column]!.length));
  const rows = [
    ...samples.map(({ name, scores }) => [name, ...paths.map((path) => floatText(scores[path] ?? null))]),
    ["mean", ...means.map(floatText)],
    ["sum", ...sums.map(floatText)],
    ["avg_inst", ...paths.map((path) => (combined[path] == null ? "nan" : String(combined[path])))],
  ];
  return [["sample", ...summaryColumns], ...rows].map((row) => `${row.join(";")}\n`).join("");
}

function floatText(score: Score): string {
  return score === null ? "nan" : pythonFloat(score);
}
