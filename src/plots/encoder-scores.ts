import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

type Score = AnalysisRow<"encoder_scores"> & { readonly value: number };

const margins = { left: 44, right: 8 };
const alpha = 0.05;
/** Sets of spaces drawn; the first is that of all spaces. */
const mostSpaces = 4;

/**
 * R² of held-out rows, from the results of `encode` or `decode`: for each set of feature spaces the targets in the order
 * of their score, with 95 % intervals, filled where q ≤ 0.05, a grey line at what the null model gives them, a tick at
 * their ceiling where there is one; below, how many targets score how well from the first set.
 *
 * Values: `space`, `dataset_id`, `fit_id`, `target`, `rank`, `value`, `expected`, `ci_low`, `ci_high`, `q_value`, `ceiling`.
 * Throws an EmptyResultError where no target could be fitted.
 */
export async function encoderScores(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "encoder-scores", analysis, datasetId, recordingId, signal } = options;
  const where = {
    aggregate: "target",
    score: "r2",
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "encoder_scores", { operation: "encode", analysis, where, signal });
  const known = rows.filter((row): row is Score => row.value !== null);
  if (known.length === 0) throw new EmptyResultError({ what: "targets in encoder_scores that could be fitted" });
  // all spaces together come first
  const spacesIn = (space: string) => space.split("+").length;
  const all = [...groupRows(known, ({ space }) => space)].sort(([a], [b]) => spacesIn(b) - spacesIn(a));
  const ranked = all
    .slice(0, mostSpaces)
    .map(([space, own]) => [space, [...own].sort((a, b) => b.value - a.value)] as const);
  const colours = labelColours(known.map(({ dataset_id }) => dataset_id));
  const low = Math.max(-1, Math.min(0, ...known.map(({ value, ci_low }) => Math.min(value, ci_low ?? value))));
  const place = { document, width, colours, domain: [low, 1] as const };
  const panels = [...ranked.map(([space, own]) => scorePanel(space, own, place)), histogram(ranked[0]!, place)];
  const fits = new Set(known.map(({ dataset_id, fit_id }) => `${dataset_id}/${fit_id}`)).size;
  const targets = new Set(
    known.map(({ dataset_id, fit_id, target_index }) => `${dataset_id}/${fit_id}/${target_index}`),
  ).size;
  const title = `R² of ${counted(targets, "target")} in ${counted(fits, "fit")}, held out`;
  const { folds, null_model, n_draws } = known[0]!;
  const chance =
    null_model === null
      ? ""
      : ` Grey: mean of ${n_draws} draws of the null model (${null_model}). Filled: q ≤ ${alpha}.`;
  const ceilings = new Set(known.map((row) => row.ceiling_note));
  const rest = all.length > ranked.length ? ` ${ranked.length} of ${all.length} sets of spaces are shown.` : "";
  const cut = known.some(({ value, ci_low }) => Math.min(value, ci_low ?? value) < low)
    ? ` What is below ${low} stands there.`
    : "";
  const description =
    `Targets in the order of R² of rows that were held out (${folds}), lines: 95 % intervals by blocks of rows.${chance} ` +
    `Ceiling: ${[...ceilings].join("; ")}.${rest}${cut}`;
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const svg = figure([swatchLegend(legend, { document, width, left: 0 }), ...panels], {
    ...{ document, width, id, title, description },
  });
  return { svg, title, description, values: plottedValues(ranked) };
}

function scorePanel(
  space: string,
  rows: readonly Score[],
  place: {
    readonly document: Document;
    readonly width: number;
    readonly colours: ReadonlyMap<string, string>;
    readonly domain: readonly [number, number];
  },
): Panel {
  const { document, width, colours, domain } = place;
  // what lies below the axis stands at its end
  const inside = <V extends number | null>(value: V) => (value === null ? value : Math.max(domain[0], value));
  const dots = rows.map((row, index) => ({
    ...{ ...row, rank: index + 1, colour: colours.get(row.dataset_id)!, value: inside(row.value)! },
    ...{ expected: inside(row.expected), ci_low: inside(row.ci_low), ci_high: inside(row.ci_high) },
  }));
  const dot = { x: "rank", y: "value", r: 2.2 } as const;
  const isFilled = ({ q_value }: Score) => q_value !== null && q_value <= alpha;
  const range = { x: "rank", y1: "ci_low", y2: "ci_high", stroke: "colour", strokeOpacity: 0.35 } as const;
  return plotPanel(
    {
      x: { domain: [0, rows.length + 1], axis: null },
      y: { domain: [...domain], label: null, ticks: 5 },
      color: { type: "identity" },
      marks: [
        Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
        Plot.ruleX(
          dots.filter(({ ci_low, ci_high }) => ci_low !== null && ci_high !== null),
          range,
        ),
        Plot.dot(
          dots.filter(({ expected }) => expected !== null),
          { x: "rank", y: "expected", r: 1, fill: "#888888" },
        ),
        Plot.ruleY(
          dots.filter(({ ceiling }) => ceiling !== null),
          { x1: ({ rank }) => rank - 0.4, x2: ({ rank }) => rank + 0.4, y: "ceiling", stroke: "currentColor" },
        ),
        Plot.dot(
          dots.filter((row) => !isFilled(row)),
          { ...dot, stroke: "colour" },
        ),
        Plot.dot(dots.filter(isFilled), { ...dot, fill: "colour" }),
        Plot.text([`R² from ${space.replaceAll("+", ", ")}`], { frameAnchor: "top-right", dy: -8, fontWeight: 600 }),
      ],
    },
    { document, width, height: 150, margins, top: 16, bottom: 6 },
  );
}

/** How many targets score how well from the first set of spaces. */
function histogram(
  [space, rows]: readonly [string, readonly Score[]],
  { document, width, colours, domain }: Parameters<typeof scorePanel>[2],
): Panel {
  const bars = rows.map((row) => ({ x: Math.max(domain[0], row.value), colour: colours.get(row.dataset_id)! }));
  const bins = Plot.binX<Plot.RectYOptions>(
    { y: "count" },
    { x: "x", fill: "colour", thresholds: 30, domain: [...domain] },
  );
  return plotPanel(
    {
      x: { domain: [...domain], label: "R²" },
      y: { label: null, ticks: 3 },
      color: { type: "identity" },
      marks: [
        Plot.rectY(bars, bins),
        Plot.text([`targets by R² from ${space.replaceAll("+", ", ")}`], {
          frameAnchor: "top-right",
          dy: -8,
          fontWeight: 600,
        }),
      ],
    },
    { document, width, height: 120, margins, top: 18, bottom: 30 },
  );
}

function plottedValues(ranked: readonly (readonly [string, readonly Score[]])[]) {
  const rows = ranked.flatMap(([, own]) => own.map((row, index) => ({ ...row, rank: index + 1 })));
  const numbers = (take: (row: (typeof rows)[number]) => number | null) =>
    Float64Array.from(rows, (row) => take(row) ?? Number.NaN);
  return {
    space: rows.map(({ space }) => space),
    dataset_id: rows.map(({ dataset_id }) => dataset_id),
    fit_id: rows.map(({ fit_id }) => fit_id),
    target: rows.map(({ target }) => target),
    rank: Int32Array.from(rows, ({ rank }) => rank),
    value: numbers(({ value }) => value),
    expected: numbers(({ expected }) => expected),
    ci_low: numbers(({ ci_low }) => ci_low),
    ci_high: numbers(({ ci_high }) => ci_high),
    q_value: numbers(({ q_value }) => q_value),
    ceiling: numbers(({ ceiling }) => ceiling),
  };
}
