import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { channelLabel, channelNumber, quantityWords } from "./channel-label.js";
import { symmetricScale } from "./colour-scale.js";
import { figure, type Panel } from "./figure.js";
import { missingPattern, scaleLegend } from "./legend.js";
import { pairwiseCorrelation } from "./pairwise-correlation.js";
import { plotPanel } from "./panel.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { rasterImage } from "./raster.js";
import { type RecordingView, recordingName } from "./recording-view.js";
import { orderRows, rowOrderWords } from "./row-order.js";
import { shortLabel } from "./short-label.js";
import { standardize } from "./standardize.js";

const fontSize = 8;
/** Width of a capital letter and height of a line, in pixels. */
const letter = 0.68 * fontSize;
const line = fontSize + 0.5;
const widestCell = 18;
/** Letters of a name that are shown. */
const mostLetters = 9;

/** Options of {@link correlationMatrix}. */
export interface CorrelationMatrixOptions extends PlotOptions {
  /** Neurons from the top left: `first-component`, `name` or `source`. Default: `first-component`. */
  readonly order?: string;
  /** Whether neurons without a name are shown. Default: only where none has one. */
  readonly unnamed?: boolean;
}

/**
 * Pearson correlations of the traces of a recording's neurons at their native samples, as a square image on a
 * diverging scale from −1 to 1, with names at the left and below: in two lanes where cells are lower than letters, and
 * not every name where two lanes do not hold them.
 *
 * Values: `row`, `column` (from the top left), `label_row`, `label_column`, `r` (NaN where it is not defined).
 * Throws an {@link EmptyResultError} where the recording has no neuron.
 */
export function correlationMatrix(view: RecordingView, options: CorrelationMatrixOptions): PlotResult {
  const { document, width = 760, id = "correlation-matrix", order = "first-component" } = options;
  const all = view.traces.filter(({ channel }) => channel.kind === "neuron");
  const name = recordingName(view);
  if (all.length === 0) throw new EmptyResultError({ what: `neurons of recording ${view.recording.recording_id}` });
  const named = all.filter(({ channel }) => channelLabel(channel) !== null);
  const neurons = (options.unnamed ?? named.length === 0) ? all : named;
  // z-scored beforehand, so that the order weighs neurons alike; correlations do not change by it
  const rows = neurons.map(({ channel, values }) => ({
    label: channelLabel(channel),
    number: channelNumber(channel),
    values: standardize(values),
  }));
  const sorted = orderRows(rows, order).map((index) => rows[index]!);
  const r = pairwiseCorrelation(sorted.map(({ values }) => values));
  const labels = sorted.map(({ label, number }) => label ?? number);
  const missing = r.some((value) => Number.isNaN(value));
  const patternId = `${id}-missing`;
  const names = nameLanes(labels, width);
  const every = names.step > 1 ? `; one in ${names.step} is named` : "";
  const note = `neurons ${rowOrderWords[order]}${every}`;
  const legend = { document, left: names.margin, limit: 1, clipped: false, label: "Pearson correlation r", note };
  const panels = [
    scaleLegend(missing ? { ...legend, missingPattern: patternId } : legend),
    matrixPanel(r, labels, names, { document, width, patternId }),
  ];
  const title = `${name}: correlations of ${labels.length} ${neurons === named ? "labelled " : ""}${neurons.length === 1 ? "neuron" : "neurons"}`;
  const description =
    `Pearson correlation of ${quantityWords(neurons[0]!.channel)} between each two of ${labels.length} neurons of ` +
    `recording ${name} over ${view.recording.n_samples} samples, ${note}, colours from −1 to 1.`;
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

interface NameLanes {
  /** Space for the names, at the left and below, in pixels. */
  readonly margin: number;
  readonly cell: number;
  /** Distance of the outer lane from the image; 0 where one lane is enough. */
  readonly outer: number;
  /** One in so many neurons is named. */
  readonly step: number;
}

function nameLanes(labels: readonly string[], width: number): NameLanes {
  const letters = Math.max(0, ...labels.map((label) => [...shortLabel(label, mostLetters)].length));
  const lane = letters * letter + 5;
  const cellWith = (margin: number) => Math.min(widestCell, (width - margin - 6) / labels.length);
  const single = { margin: lane + 5, cell: cellWith(lane + 5), outer: 0, step: 1 };
  if (letters === 0 || single.cell >= line) return single;
  const cell = cellWith(2 * lane + 5);
  return { margin: 2 * lane + 5, cell, outer: lane, step: Math.ceil(line / (2 * cell)) };
}

function matrixPanel(
  r: Float64Array,
  labels: readonly string[],
  { margin, cell, outer, step }: NameLanes,
  place: { readonly document: Document; readonly width: number; readonly patternId: string },
): Panel {
  const { document, width } = place;
  const n = labels.length;
  const side = cell * n;
  const marks = labels
    .map((label, index) => ({ label: shortLabel(label, mostLetters), index: index + 0.5 }))
    .filter((_, index) => index % step === 0);
  const inOuterLane = (place: number) => outer > 0 && place % 2 === 1;
  const names = (group: typeof marks, out: number) => [
    Plot.text(group, { x: 0, y: "index", text: "label", dx: -out, textAnchor: "end", fontSize }),
    Plot.text(group, { x: "index", y: n, text: "label", dy: out, rotate: -90, textAnchor: "end", fontSize }),
  ];
  const inner = marks.filter((_, place) => !inOuterLane(place));
  const others = marks.filter((_, place) => inOuterLane(place));
  return plotPanel(
    {
      x: { domain: [0, n], axis: null },
      y: { domain: [0, n], reverse: true, axis: null },
      marks: [
        () => missingPattern(document, place.patternId),
        Plot.frame({ fill: `url(#${place.patternId})`, stroke: "none" }),
        Plot.image([0], {
          src: () => rasterImage({ rows: n, columns: n, values: r }, symmetricScale(1)),
          frameAnchor: "middle",
          width: side,
          height: side,
          preserveAspectRatio: "none",
          imageRendering: "pixelated",
        }),
        Plot.frame({ stroke: "currentColor", strokeOpacity: 0.4 }),
        ...names(inner, 4),
        ...names(others, outer + 4),
      ],
    },
    {
      ...{ document, width, height: Math.round(side + margin + 6), top: 4, bottom: margin + 2 },
      margins: { left: margin, right: width - margin - side },
    },
  );
}
