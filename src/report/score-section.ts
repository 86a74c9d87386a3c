import { EmptyResultError } from "../errors.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { folded } from "./folded.js";
import { groupBy } from "./group-by.js";
import { breakable, type Html, html } from "./html.js";
import { amount, dataTable, type TableColumn } from "./table.js";

/** A sample or set with its single numbers. */
interface Scored {
  readonly unit: string;
  readonly scores: ReadonlyMap<string, number | null>;
}

const half = "confusion_matrix.th_0_5";

/** The columns of the benchmark's table, in its words. */
const shown: readonly (readonly [heading: string, metric: string, digits: number])[] = [
  ["S", "general.avg_f1_cov_score", 3],
  ["avF1", "confusion_matrix.avFscore", 3],
  ["C", "general.avg_gt_skel_coverage", 3],
  ["clDice_TP", "general.avg_TP_05_cldice", 3],
  ["tp", "general.TP_05_rel", 3],
  ["FS", "general.FS", 0],
  ["FM", "general.FM", 0],
  ["nGT", "general.Num GT", 0],
  ["nPred", "general.Num Pred", 0],
  ["TP", `${half}.AP_TP`, 0],
  ["FP", `${half}.AP_FP`, 0],
  ["FN", `${half}.AP_FN`, 0],
];

/** What became of the ground truth; the picture of the matches shows the rest. */
const kinds = ["one-to-one", "split", "merge", "missed"];

/** The scores of an analysis as the benchmark's table, and which instances belong together; nothing where there are none. */
export async function scoreTables(reader: TableReader, analysis: string, signal?: AbortSignal): Promise<Html> {
  const options = { operation: "score-instances", analysis, signal };
  const scores = await rowsOrNone(() => readAnalysis(reader, "scores", options));
  if (scores.length === 0) return html``;
  const single = scores.filter(({ element, instance }) => element === 0 && instance === null);
  const rows = [...groupBy(single, ({ unit_id }) => unit_id)].map(
    ([unit, own]): Scored => ({ unit, scores: new Map(own.map(({ metric, value }) => [metric, value])) }),
  );
  const columns: TableColumn<Scored>[] = [
    { title: "sample", cell: ({ unit }) => breakable(unit) },
    ...shown.map(([title, metric, digits]): TableColumn<Scored> => {
      return { title, number: true, cell: ({ scores: own }) => scoreText(own.get(metric), digits) };
    }),
  ];
  const table = dataTable(`Scores by ${analysis}`, columns, rows);
  const protocols = [...new Set(scores.map(({ protocol }) => protocol))];
  return html`${folded(`All ${rows.length} samples and sets`, rows.length, table)}
<p>nGT and nPred: instances of the ground truth and the prediction; TP, FP, FN, tp and the matches below are those at an agreement above 0.5. Protocol: ${protocols.join("; ")}.</p>
${await matchesTable(reader, options)}`;
}

async function matchesTable(
  reader: TableReader,
  options: { readonly operation: string; readonly analysis: string; readonly signal: AbortSignal | undefined },
): Promise<Html> {
  const matches = await rowsOrNone(() => readAnalysis(reader, "matches", { ...options, where: { kind: kinds } }));
  const rows = matches.filter(({ kind, threshold }) => kind !== "one-to-one" || threshold === 0.5);
  if (rows.length === 0) return html``;
  const several = new Set(rows.map(({ unit_id }) => unit_id)).size > 1;
  type MatchRow = AnalysisRow<"matches">;
  const columns: TableColumn<MatchRow>[] = [
    ...(several ? [{ title: "sample", cell: ({ unit_id }: MatchRow) => breakable(unit_id) }] : []),
    { title: "kind", cell: ({ kind }) => kind },
    { title: "ground truth", number: true, cell: ({ gt_label }) => labelText(gt_label) },
    { title: "prediction", number: true, cell: ({ pred_label }) => labelText(pred_label) },
    { title: "agreement", number: true, cell: ({ localisation }) => scoreText(localisation, 3) },
    { title: "recall", number: true, cell: ({ recall }) => scoreText(recall, 3) },
    { title: "precision", number: true, cell: ({ precision }) => scoreText(precision, 3) },
  ];
  const table = dataTable(
    `Ground truth and its matches by ${options.analysis}, numbered as in the files`,
    columns,
    rows,
  );
  return folded(`All ${rows.length} matches`, rows.length, table);
}

async function rowsOrNone<R>(read: () => Promise<readonly R[]>): Promise<readonly R[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof EmptyResultError) return [];
    throw error;
  }
}

function scoreText(score: number | null | undefined, digits: number): string {
  if (score === null || score === undefined) return "–";
  return digits === 0 ? amount(score) : score.toFixed(digits);
}

function labelText(label: number | null): string {
  return label === null ? "–" : String(label);
}
