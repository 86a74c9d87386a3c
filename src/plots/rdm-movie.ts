import * as Plot from "@observablehq/plot";
import { groupRows } from "../tables/group-rows.js";
import type { TableReader } from "../tables/table-reader.js";
import { colourBar } from "./colour-bar.js";
import { scaleOf } from "./colour-scale.js";
import { labelColours, traceColour } from "./colours.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { missingPattern, swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { categoriesOf } from "./rdm-conditions.js";
import { unknownPairs } from "./rdm-image.js";
import { rdmTiles } from "./rdm-tiles.js";
import { dissimilarityWords, windowWords } from "./rdm-words.js";
import { type PlottedRdm, type RdmRow, readRdms } from "./read-rdms.js";
import type { TablePlotOptions } from "./table-plot.js";

/** RDMs drawn; of more, as many at equal steps. */
const mostFrames = 24;

/**
 * RDMs of one recording, subject, region or layer over time: their mean dissimilarity as a line, and below the RDMs in the
 * order of their windows, up to 24 at equal steps, on one scale. Default: the first series of the dataset or analysis.
 *
 * Values: `rdm_id`, `start_s`, `end_s`, `mean` (of the known and finite dissimilarities), `is_drawn`, one row per window.
 * Throws as `readRdms`; an EmptyResultError where no RDM has a window of time.
 */
export async function rdmMovie(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "rdm-movie" } = options;
  let others = 0;
  const view = await readRdms(reader, options, (rows) => {
    const series = seriesOf(rows);
    others = series.length - 1;
    return series[0] ?? [];
  });
  const rdms = [...view.rdms].sort((a, b) => (a.row.start_s ?? 0) - (b.row.start_s ?? 0));
  const step = Math.ceil(rdms.length / mostFrames);
  const frames = rdms.filter((_, index) => index % step === 0);
  const scale = scaleOf(frames.flatMap(({ values }) => [...values]));
  const isUnknown = frames.some((rdm) => unknownPairs(rdm) > 0);
  const pattern = `${id}-unknown`;
  const { row, conditions } = rdms[0]!;
  const words = dissimilarityWords(row);
  const categories = categoriesOf(conditions);
  const colours = labelColours(categories);
  const bar = colourBar({
    ...{ document, left: 0, within: width, scale, label: `dissimilarity: ${words}` },
    ...(isUnknown ? { missingPattern: pattern, missingWords: "unknown" } : {}),
  });
  const legend = categories.map((label) => ({ label, colour: colours.get(label)! }));
  const tiles = frames.map((rdm) => ({ rdm, scale, heading: windowWords(rdm.row) }));
  const columns = Math.max(3, Math.floor(width / 118));
  const line = rdms.map((rdm) => ({ ...windowOf(rdm.row), mean: meanOf(rdm.values), isDrawn: frames.includes(rdm) }));
  const panels = [
    meanPanel(line, { document, width }),
    bar,
    swatchLegend(legend, { document, width, left: 0 }),
    rdmTiles(tiles, { document, width, columns, colours, pattern }),
  ];
  const title = `${seriesTitle(row) || view.of}: ${counted(rdms.length, "RDM")} over time`;
  const description =
    `${conditions.length} conditions ${view.order}, dissimilarity: ${words}; above: the mean of each RDM over the middle of its window, ` +
    `a dot where the RDM is drawn below${step > 1 ? `, one in ${step}` : ""}; one scale for all.` +
    (others > 0 ? ` ${others} more series are not drawn.` : "");
  const svg = figure(panels, { document, width, id, title, description });
  if (isUnknown) svg.insertBefore(missingPattern(document, pattern), svg.firstChild);
  return { svg, title, description, values: plottedWindows(rdms, line) };
}

/** RDMs with windows by all that they do not share but time, in the order of the table. */
function seriesOf(rows: readonly RdmRow[]): readonly (readonly RdmRow[])[] {
  const timed = rows.filter(({ start_s }) => start_s !== null);
  const keyOf = ({ recording_id, subject, session, task, region, model, layer, dissimilarity, noise }: RdmRow) =>
    JSON.stringify([recording_id, subject, session, task, region, model, layer, dissimilarity, noise]);
  const groups = groupRows(timed, keyOf);
  return [...new Set(timed.map(keyOf))].map((key) => groups.get(key)!);
}

function seriesTitle({ recording_id, subject, region, model, layer }: RdmRow): string {
  return [subject, recording_id, region, model, layer].filter((word) => word).join(", ");
}

function windowOf({ start_s, end_s }: RdmRow): { readonly start: number; readonly end: number } {
  const start = start_s ?? Number.NaN;
  return { start, end: end_s ?? start };
}

function meanOf(values: Float64Array): number {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

interface WindowMean {
  readonly start: number;
  readonly end: number;
  readonly mean: number;
  readonly isDrawn: boolean;
}

function meanPanel(
  line: readonly WindowMean[],
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const x = ({ start, end }: WindowMean) => (start + end) / 2;
  return plotPanel(
    {
      x: { label: "time (s)", labelAnchor: "right" },
      y: { label: null, ticks: 4, nice: true },
      marks: [
        ...(line.some(({ start, end }) => start <= 0 && end >= 0)
          ? [Plot.ruleX([0], { stroke: "currentColor", strokeOpacity: 0.4 })]
          : []),
        Plot.lineY(line, { x, y: "mean", stroke: traceColour, strokeWidth: 1.5 }),
        Plot.dot(
          line.filter(({ isDrawn }) => isDrawn),
          { x, y: "mean", r: 2.4, fill: traceColour },
        ),
        Plot.text(["mean dissimilarity"], { frameAnchor: "top-left", dy: -13, fontWeight: 600 }),
      ],
    },
    { document, width, height: 132, margins: { left: 44, right: 12 }, top: 22, bottom: 34 },
  );
}

function plottedWindows(rdms: readonly PlottedRdm[], line: readonly WindowMean[]) {
  return {
    rdm_id: rdms.map(({ row }) => row.rdm_id),
    start_s: Float64Array.from(line, ({ start }) => start),
    end_s: Float64Array.from(line, ({ end }) => end),
    mean: Float64Array.from(line, ({ mean }) => mean),
    is_drawn: line.map(({ isDrawn }) => isDrawn),
  };
}
