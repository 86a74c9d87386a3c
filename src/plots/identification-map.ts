import { EmptyResultError } from "../errors.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { colourBar } from "./colour-bar.js";
import { scaleOf } from "./colour-scale.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import type { PlotResult } from "./plot-result.js";
import { sideBySide } from "./side-by-side.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { type ThresholdCell, thresholdTriangle } from "./threshold-triangle.js";

type Row = AnalysisRow<"identification_cells">;
/** A cell of a map. */
type Identification = Row & { readonly lower: number; readonly upper: number; readonly accuracy: number };

/** Triangles that are drawn. */
const mostTriangles = 4;
/** How many cells make a map; fewer are a list of thresholds. */
const fewestCells = 3;

/**
 * How well regions are identified with each pair of thresholds, from the result of `rsa-topology`: the (l, u) triangle of
 * each target, transform and classifier, its regions outlined and named, the best cells in red, one colour scale for all.
 * RDMs without thresholds (raw, ranks) are named as numbers; adjacency matrices stand on the diagonal of the
 * geo-topological map.
 *
 * Values: `target`, `transform`, `classifier`, `lower`, `upper`, `region`, `accuracy`, `sd`, `is_best`.
 * Throws an EmptyResultError where there is no such result, or no map of thresholds.
 */
export async function identificationMap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "identification-map", analysis, signal } = options;
  const rows = await readAnalysis(reader, "identification_cells", { operation: "rsa-topology", analysis, signal });
  const cells = rows.filter((row): row is Identification => {
    return row.lower !== null && row.upper !== null && row.accuracy !== null;
  });
  const maps = [...groupRows(cells, mapOf).values()].filter((own) => own.length >= fewestCells);
  if (maps.length === 0) throw new EmptyResultError({ what: "maps of thresholds in identification_cells" });
  const shown = maps.slice(0, mostTriangles);
  const scale = scaleOf(shown.flatMap((own) => own.map(({ accuracy }) => accuracy)));
  const { chance, n_rdms, n_subjects, n_conditions, mode } = shown[0]![0]!;
  const columns = width >= 560 && shown.length > 1 ? 2 : 1;
  const each = Math.min(width / columns, 460);
  const triangles = shown.map((own) => ({
    panel: thresholdTriangle(own.map(cellOf), { document, width: each, scale, heading: headingOf(own[0]!) }),
    width: each,
  }));
  const title = `Identification of regions by thresholds, ${counted(n_rdms, "RDM")} of ${counted(n_subjects, "subject")}`;
  const words = shown.map((own) => wordsOf(own, rows));
  const left = maps.length - shown.length;
  const description =
    `Share of RDMs whose region is recognised from other subjects' RDMs over ${n_conditions} conditions (${mode} protocol), for ` +
    `each lower threshold l and upper threshold u; chance ${chance.toPrecision(3)}. Outlined: regions of the triangle; red: the best ` +
    `cells, chosen on the same data, so that their accuracy flatters. ${words.join(" ")}` +
    (left > 0 ? ` ${counted(left, "more map")} not drawn.` : "");
  const bar = colourBar({
    ...{
      document,
      left: 0,
      within: width,
      scale,
      label: "accuracy",
      note: "identified, each subject held out in turn",
    },
    marks: [{ value: chance, words: "chance" }],
  });
  const rowsOfPanels = Array.from({ length: Math.ceil(triangles.length / columns) }, (_, row) =>
    sideBySide(document, triangles.slice(row * columns, (row + 1) * columns)),
  );
  const notes = words.map((line) => textLines(line, { document, width }));
  const svg = figure([bar, ...rowsOfPanels, ...notes], { document, width, id, title, description });
  return { svg, title, description, values: plottedCells(shown) };
}

/** Maps by target, transform and classifier; adjacency matrices belong to the geo-topological map, whose end they are. */
function mapOf({ target, transform, setting, classifier, mode }: Identification): string {
  return JSON.stringify([target, transform === "ram" ? "gt" : transform, setting, classifier, mode]);
}

function headingOf({ target, transform, classifier }: Identification): string {
  return `${target}, ${transform === "ram" ? "gt" : transform}, ${classifier}`;
}

function cellOf({ lower, upper, region, accuracy }: Identification): ThresholdCell {
  return { lower, upper, region: region ?? "", value: accuracy };
}

/** The best cells of a map, and what RDMs without thresholds, or with nested ones, give. */
function wordsOf(own: readonly Identification[], all: readonly Row[]): string {
  const best = own.reduce((most, row) => Math.max(most, row.accuracy), 0);
  const { target, classifier, transform } = own[0]!;
  const ties = own.filter(({ accuracy }) => accuracy === best);
  const others = all.filter((row) => row.target === target && row.classifier === classifier);
  const plain = others
    .filter(({ lower, selection }) => lower === null && selection === "fixed")
    .map((row) => `${row.transform} ${shareOf(row)}`);
  const nested = others
    .filter((row) => row.selection === "nested" && row.transform === transform)
    .map((row) => `thresholds chosen inside of the training subjects ${shareOf(row)}`);
  const first = ties.slice(0, 3).map(({ lower, upper }) => `l ${lower}, u ${upper}`);
  const places = [...first, ...(ties.length > 3 ? [`${ties.length - 3} more`] : [])].join("; ");
  const compared = [...new Set([...plain, ...nested])];
  return `${headingOf(own[0]!)}: best ${best.toFixed(3)} (${places}).${compared.length > 0 ? ` Compare: ${compared.join(", ")}.` : ""}`;
}

function shareOf({ accuracy }: Row): string {
  return accuracy === null ? "unknown" : accuracy.toFixed(3);
}

function plottedCells(maps: readonly (readonly Identification[])[]) {
  const rows = maps.flatMap((own) => {
    const best = own.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
    return own.map((row) => ({ ...row, isBest: row.accuracy === best }));
  });
  return {
    target: rows.map(({ target }) => target),
    transform: rows.map(({ transform }) => transform),
    classifier: rows.map(({ classifier }) => classifier),
    lower: Float64Array.from(rows, ({ lower }) => lower),
    upper: Float64Array.from(rows, ({ upper }) => upper),
    region: rows.map(({ region }) => region ?? ""),
    accuracy: Float64Array.from(rows, ({ accuracy }) => accuracy),
    sd: Float64Array.from(rows, ({ sd }) => sd ?? Number.NaN),
    is_best: rows.map(({ isBest }) => isBest),
  };
}
