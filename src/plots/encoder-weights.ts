import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { figure, type Panel } from "./figure.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { shortLabel } from "./short-label.js";
import type { TablePlotOptions } from "./table-plot.js";

type Weights = AnalysisRow<"encoder_weights">;

const mostTargets = 4;
const mostFeatures = 40;

/**
 * Weights of features over their lags, from the results of `encode` or `decode` with `keep_weights`: for each target a
 * map of features × lags, weights in units of the target per standard deviation of the feature, red above 0, blue below.
 *
 * Values: `target`, `feature`, `lag_s`, `weight`.
 * Throws an EmptyResultError where no such target has weights.
 */
export async function encoderWeights(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "encoder-weights", analysis, datasetId, recordingId, neurons, signal } = options;
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "encoder_weights", { operation: "encode", analysis, where, signal });
  const [first] = rows;
  const own = rows.filter((row) => row.fit_id === first!.fit_id && row.dataset_id === first!.dataset_id);
  const all = [...new Set(own.map(({ target }) => target))];
  const targets = (neurons ? all.filter((target) => neurons.includes(target)) : all).slice(0, mostTargets);
  if (targets.length === 0) {
    const what = `weights of ${neurons?.join(", ")} in ${first!.fit_id}`;
    throw new EmptyResultError({ what, next: `there are ${all.slice(0, 20).join(", ")}` });
  }
  const drawn = targets.map((target) => own.filter((row) => row.target === target).slice(0, mostFeatures));
  const features = own.filter(({ target }) => target === all[0]).length;
  const title = `${first!.dataset_id} ${first!.fit_id}: weights of ${features} features over lags`;
  const description =
    "Weights in units of the target per standard deviation of the feature, fitted to all rows; a feature at a lag above 0 " +
    `comes before the target. Red above 0, blue below, of each target to its largest weight. ${targets.length} of ${all.length} targets are shown.`;
  const panels = drawn.map((list, index) => weightPanel(list, { document, width, isLast: index === drawn.length - 1 }));
  const svg = figure(panels, { document, width, id, title, description });
  const cells = drawn.flat().flatMap(cellsOf);
  const values = {
    target: cells.map(({ target }) => target),
    feature: cells.map(({ feature }) => feature),
    lag_s: Float64Array.from(cells, ({ lag }) => lag),
    weight: Float64Array.from(cells, ({ weight }) => weight),
  };
  return { svg, title, description, values };
}

function cellsOf({ target, feature, lags_s, weights, spread }: Weights) {
  return Array.from(lags_s, (lag, index) => ({ target, feature, lag, weight: weights[index]! * spread }));
}

function weightPanel(
  rows: readonly Weights[],
  { document, width, isLast }: { readonly document: Document; readonly width: number; readonly isLast: boolean },
): Panel {
  const cells = rows.flatMap(cellsOf);
  const most = cells.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), Number.MIN_VALUE);
  const heading = `${rows[0]!.target}, largest weight ${most.toPrecision(3)}`;
  return plotPanel(
    {
      x: { label: isLast ? "lag (s)" : null, tickFormat: (lag: number) => String(Number(lag.toFixed(2))) },
      y: {
        label: null,
        domain: rows.map(({ feature }) => feature),
        tickSize: 0,
        tickFormat: (name: string) => shortLabel(name, 16),
      },
      color: { type: "diverging", scheme: "RdBu", reverse: true, domain: [-most, most] },
      marks: [
        Plot.cell(cells, { x: "lag", y: "feature", fill: "weight" }),
        Plot.text([heading], { frameAnchor: "top-left", dy: -12, fontWeight: 600 }),
      ],
    },
    { document, width, height: 26 + 14 * rows.length + 24, margins: { left: 110, right: 8 }, top: 20, bottom: 30 },
  );
}
