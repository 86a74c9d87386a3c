import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { channelLabel, quantityWords } from "./channel-label.js";
import { figure, type Panel } from "./figure.js";
import { missingPattern, scaleLegend } from "./legend.js";
import { pairwiseCorrelation } from "./pairwise-correlation.js";
import { plotPanel } from "./panel.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { rasterImage } from "./raster.js";
import type { RecordingView } from "./recording-view.js";
import { orderRows, rowOrderWords } from "./row-order.js";
import { shortLabel } from "./short-label.js";
import { standardize } from "./standardize.js";

/** Space for names at the left and below, in pixels. */
const margin = 56;

/** Options of {@link correlationMatrix}. */
export interface CorrelationMatrixOptions extends PlotOptions {
  /** Neurons from the top left: `first-component`, `name` or `source`. Default: `first-component`. */
  readonly order?: string;
  /** Whether neurons without a name are shown. Default: only where none has one. */
  readonly unnamed?: boolean;
}

/**
 * Pearson correlations of the traces of a recording's neurons at their native samples, as a square image on a
 * diverging scale from −1 to 1, with names at the left and below.
 *
 * Values: `row`, `column` (from the top left), `label_row`, `label_column`, `r` (NaN where it is not defined).
 * Throws an {@link EmptyResultError} where the recording has no neuron.
 */
export function correlationMatrix(view: RecordingView, options: CorrelationMatrixOptions): PlotResult {
  const { document, width = 760, id = "correlation-matrix", order = "first-component" } = options;
  const all = view.traces.filter(({ channel }) => channel.kind === "neuron");
  const name = view.recording.recording_id;
  if (all.length === 0) throw new EmptyResultError({ what: `neurons of recording ${name}` });
  const named = all.filter(({ channel }) => channelLabel(channel) !== null);
  const neurons = (options.unnamed ?? named.length === 0) ? all : named;
  // z-scored beforehand, so that the order weighs neurons alike; correlations do not change by it
  const rows = neurons.map(({ channel, values }) => ({ label: channelLabel(channel), values: standardize(values) }));
  const sorted = orderRows(rows, order).map((index) => rows[index]!);
  const r = pairwiseCorrelation(sorted.map(({ values }) => values));
  const labels = sorted.map(({ label }) => label ?? "");
  const missing = r.some((value) => Number.isNaN(value));
  const patternId = `${id}-missing`;
  const legend = { document, left: margin, limit: 1, clipped: false, label: "Pearson correlation r" };
  const panels = [
    scaleLegend(missing ? { ...legend, missingPattern: patternId } : legend),
    matrixPanel(r, labels, { document, width, patternId }),
  ];
  const title = `${name}: correlations of ${labels.length} ${neurons === named ? "labelled " : ""}neurons`;
  const description =
    `Pearson correlation of ${quantityWords(neurons[0]!.channel)} between each two of ${labels.length} neurons of ` +
    `recording ${name} over ${view.recording.n_samples} samples, ${rowOrderWords[order]}, colours from −1 to 1.`;
  const svg = figure(panels, { document, width, id, title, description });
  const n = labels.length;
  const length = n * n;
  const values = {
    row: Int32Array.from({ length }, (_, index) => Math.floor(index / n)),
    column: Int32Array.from({ length }, (_, index) => index % n),
    label_row: Array.from({ length }, (_, index) => labels[Math.floor(index / n)]!),
    label_column: Array.from({ length }, (_, index) => labels[index % n]!),
    r,
  };
  return { svg, values, title, description };
}

function matrixPanel(
  r: Float64Array,
  labels: readonly string[],
  place: { readonly document: Document; readonly width: number; readonly patternId: string },
): Panel {
  const { document, width } = place;
  const n = labels.length;
  const cell = Math.min(14, (width - 2 * margin) / n);
  const side = cell * n;
  const fontSize = Math.max(7, Math.min(9, cell - 0.6));
  // where cells are lower than letters, every other label stands farther out
  const stagger = cell < fontSize + 0.5;
  const out = (index: number) => (stagger && index % 2 === 1 ? 30 : 4);
  const marks = labels.map((label, index) => ({ label: shortLabel(label, 9), index: index + 0.5, out: out(index) }));
  const near = marks.filter((mark) => mark.out === 4);
  const far = marks.filter((mark) => mark.out !== 4);
  const names = (group: typeof marks) => [
    Plot.text(group, { x: 0, y: "index", text: "label", dx: -(group[0]?.out ?? 0), textAnchor: "end", fontSize }),
    Plot.text(group, {
      ...{ x: "index", y: n, text: "label", dy: group[0]?.out ?? 0, rotate: -90, textAnchor: "end", fontSize },
    }),
  ];
  return plotPanel(
    {
      x: { domain: [0, n], axis: null },
      y: { domain: [0, n], reverse: true, axis: null },
      marks: [
        () => missingPattern(document, place.patternId),
        Plot.frame({ fill: `url(#${place.patternId})`, stroke: "none" }),
        Plot.image([0], {
          src: () => rasterImage({ rows: n, columns: n, values: r }, 1),
          frameAnchor: "middle",
          width: side,
          height: side,
          preserveAspectRatio: "none",
          imageRendering: "pixelated",
        }),
        Plot.frame({ stroke: "currentColor", strokeOpacity: 0.4 }),
        ...names(near),
        ...names(far),
      ],
    },
    {
      ...{ document, width, height: side + margin + 6, top: 4, bottom: margin + 2 },
      margins: { left: margin, right: width - margin - side },
    },
  );
}
