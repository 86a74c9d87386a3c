import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { traceColour } from "./colours.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

/**
 * How well each penalty scores inside the folds, from the results of `encode` or `decode`, all spaces together: a line per
 * target from 0 at its worst to 1 at its best penalty; below, how often each penalty was chosen by a fold.
 *
 * Values: `fit_id`, `target`, `alpha`, `score`, `chosen`.
 * Throws an EmptyResultError where there was one penalty only.
 */
export async function encoderAlphas(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "encoder-alphas", analysis, datasetId, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const rows = await readAnalysis(reader, "encoder_alphas", { operation: "encode", analysis, where, signal });
  const own = rows.filter(({ space, mean_scores }) => space === rows[0]!.space && mean_scores.length > 0);
  if (own.length === 0) throw new EmptyResultError({ what: "paths of penalties in encoder_alphas" });
  const points = own.flatMap(({ fit_id, target, target_index, alphas, mean_scores, fold_alphas }) => {
    const [low, high] = [Math.min(...mean_scores), Math.max(...mean_scores)];
    return Array.from(alphas, (alpha, index) => ({
      ...{ fit_id, target, alpha, line: `${fit_id} ${target_index}` },
      score: mean_scores[index]!,
      y: high > low ? (mean_scores[index]! - low) / (high - low) : 1,
      chosen: fold_alphas.filter((one) => one === alpha).length,
    }));
  });
  const alphas = [...new Set(points.map(({ alpha }) => alpha))].sort((a, b) => a - b);
  const counts = alphas.map((alpha) => ({
    alpha: String(Number(alpha.toPrecision(3))),
    chosen: points.reduce((sum, point) => sum + (point.alpha === alpha ? point.chosen : 0), 0),
  }));
  const title = `Penalties of ${counted(own.length, "target")}`;
  const description =
    `Above: mean score inside the folds (${own[0]!.chosen_by}) of each penalty, a line per target, 0 at its worst and 1 at ` +
    "its best. Below: how many folds chose each penalty.";
  const margins = { left: 48, right: 8 };
  const x = { domain: counts.map(({ alpha }) => alpha), label: null };
  const lines = points.map((point) => ({ ...point, alpha: String(Number(point.alpha.toPrecision(3))) }));
  const panels = [
    plotPanel(
      {
        x: { ...x, type: "point", padding: 0.5 },
        y: { label: null, ticks: 2 },
        marks: [
          Plot.line(lines, { x: "alpha", y: "y", z: "line", stroke: traceColour, strokeOpacity: 0.3, strokeWidth: 1 }),
        ],
      },
      { document, width, height: 150, margins, top: 8, bottom: 20 },
    ),
    plotPanel(
      {
        x: { ...x, label: "penalty" },
        y: { label: null, ticks: 3 },
        marks: [Plot.barY(counts, { x: "alpha", y: "chosen", fill: traceColour })],
      },
      { document, width, height: 100, margins, top: 8, bottom: 30 },
    ),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    fit_id: points.map(({ fit_id }) => fit_id),
    target: points.map(({ target }) => target),
    alpha: Float64Array.from(points, ({ alpha }) => alpha),
    score: Float64Array.from(points, ({ score }) => score),
    chosen: Int32Array.from(points, ({ chosen }) => chosen),
  };
  return { svg, title, description, values };
}
