import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { pearsonCorrelation } from "../stats/pearson-correlation.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { traceColour } from "./colours.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { shortLabel } from "./short-label.js";
import type { TablePlotOptions } from "./table-plot.js";

type Prediction = AnalysisRow<"encoder_predictions">;

const mostTargets = 6;
const predictedColour = "#d55e00";

/**
 * Measured and predicted series of one recording, from the results of `encode` or `decode` with `keep_predictions`: the
 * targets that are asked for, or those predicted best by r, each in its unit.
 *
 * Values: `target`, `time_s`, `measured`, `predicted`.
 * Throws an EmptyResultError where no such target was predicted.
 */
export async function encoderPredictions(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const {
    document,
    width = 720,
    id = "encoder-predictions",
    analysis,
    datasetId,
    recordingId,
    neurons,
    signal,
  } = options;
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "encoder_predictions", { operation: "encode", analysis, where, signal });
  const [first] = rows;
  // all spaces together come first
  const own = rows.filter((row) => row.recording_id === first!.recording_id && row.space === first!.space);
  const scored = own.map((row) => ({ row, r: pearsonCorrelation(row.measured, row.predicted).r ?? Number.NaN }));
  const chosen = neurons
    ? scored.filter(({ row }) => neurons.includes(row.target))
    : scored
        .filter(({ r }) => !Number.isNaN(r))
        .sort((a, b) => b.r - a.r)
        .slice(0, mostTargets);
  if (chosen.length === 0) throw new EmptyResultError({ what: "targets in encoder_predictions that could be fitted" });
  const title = `${first!.dataset_id} ${first!.recording_id}: measured and predicted from ${first!.space.replaceAll("+", ", ")}`;
  const description =
    "Targets against time in seconds, each in its unit; predicted while they were held out. " +
    `${chosen.map(({ row, r }) => `${row.target}: r ${r.toFixed(4)}`).join("; ")}.` +
    (neurons ? "" : ` ${chosen.length} of ${own.length} targets are shown, those predicted best.`);
  const legend = [
    { label: "measured", colour: traceColour },
    { label: "predicted", colour: predictedColour },
  ];
  const panels = chosen.map((one, index) => tracePanel(one, { document, width, isLast: index === chosen.length - 1 }));
  const svg = figure([swatchLegend(legend, { document, width, left: 0 }), ...panels], {
    ...{ document, width, id, title, description },
  });
  const all = chosen.flatMap(({ row }) => Array.from(row.time_s, (_, index) => ({ row, index })));
  const numbers = (name: "time_s" | "measured" | "predicted") =>
    Float64Array.from(all, ({ row, index }) => row[name][index]!);
  const values = {
    target: all.map(({ row }) => row.target),
    time_s: numbers("time_s"),
    measured: numbers("measured"),
    predicted: numbers("predicted"),
  };
  return { svg, title, description, values };
}

function tracePanel(
  { row, r }: { readonly row: Prediction; readonly r: number },
  { document, width, isLast }: { readonly document: Document; readonly width: number; readonly isLast: boolean },
): Panel {
  const points = (values: Float64Array) => Array.from(values, (y, index) => ({ x: row.time_s[index]!, y }));
  const text = `${shortLabel(row.target, 14)} r ${r.toFixed(2)}`;
  return plotPanel(
    {
      x: isLast ? { label: "time (s)", labelAnchor: "right" } : { axis: null },
      y: { label: null, ticks: 2 },
      marks: [
        Plot.lineY(points(row.measured), { x: "x", y: "y", stroke: traceColour, strokeWidth: 1 }),
        Plot.lineY(points(row.predicted), { x: "x", y: "y", stroke: predictedColour, strokeWidth: 1 }),
        Plot.text([text], { frameAnchor: "top-left", dx: 2, dy: 1, fontWeight: 600 }),
      ],
    },
    { document, width, height: isLast ? 92 : 66, margins: { left: 44, right: 8 }, top: 6, bottom: isLast ? 30 : 4 },
  );
}
