import * as Plot from "@observablehq/plot";
import { activityTraces, noActivity } from "./activity-traces.js";
import { behaviourPanel, behaviourWords, timeAxisPanel } from "./behaviour-panel.js";
import { binCentres, binTrace, type TimeBins } from "./bin-trace.js";
import { channelLabel, quantityWords } from "./channel-label.js";
import { chooseBehaviours } from "./choose-behaviours.js";
import { symmetricScale } from "./colour-scale.js";
import { counted } from "./counted.js";
import { bandLegend, bandPanels, eventBands } from "./event-bands.js";
import { figure, type Panel } from "./figure.js";
import { imageRowHeight } from "./image-row-height.js";
import { missingPattern, scaleLegend, swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { rasterImage } from "./raster.js";
import { type RecordingView, recordingName, timeUnitOf } from "./recording-view.js";
import { orderRows, rowOrderWords } from "./row-order.js";
import { sideLabels } from "./side-labels.js";
import { standardize } from "./standardize.js";

/** Options of {@link traceHeatmap}. */
export interface TraceHeatmapOptions extends PlotOptions {
  /** Rows from the top: `first-component`, `name` or `source`. Default: `first-component`; `source` from 1001 rows on. */
  readonly order?: string;
  /** End of the colour scale in standard deviations; values beyond get the end colour. Default: 3. */
  readonly limit?: number;
  /** Behaviour and stimulus traces to draw below, by name. Default: up to three. */
  readonly behaviours?: readonly string[];
}

const margins = { left: 66, right: 58 };
const mostColumns = 1000;
/** Rows that are sorted by component unless asked for: the work grows with their third power. */
const mostSorted = 1000;

interface HeatmapRow {
  readonly channel: number;
  readonly label: string | null;
  readonly values: Float64Array;
}

/**
 * Neurons (else units, else voxels) × time as one image, each z-scored over the recording, with a strip per kind of events above and
 * behaviour traces below, all on one time axis. Named neurons are labelled left and right in turn. Where a recording
 * has more samples than columns, a column is the mean of its samples. Missing samples are hatched, never coloured.
 *
 * Values: `row` (from the top), `channel_index`, `label`, `time_s` (middle of the column), `z` (NaN where missing).
 * Throws an {@link EmptyResultError} where the recording has no neuron, unit or voxel.
 */
export function traceHeatmap(view: RecordingView, options: TraceHeatmapOptions): PlotResult {
  const { document, width = 760, id = "trace-heatmap", limit = 3 } = options;
  const name = recordingName(view);
  const activity = activityTraces(view.traces);
  if (!activity) throw noActivity(view);
  const { kind, traces: neurons, constant } = activity;
  const { order = neurons.length > mostSorted ? "source" : "first-component" } = options;
  const most = Math.max(...neurons.map(({ values }) => values.length));
  const bins: TimeBins = { start: 0, end: view.recording.duration_s, count: Math.max(1, Math.min(mostColumns, most)) };
  const unsorted = neurons.map(({ channel, values, time_s }) => ({
    channel: channel.channel_index,
    label: channelLabel(channel),
    // counts of spikes in short bins are mostly 0: what varies is their mean over a column
    values: kind === "unit" ? standardize(binTrace(values, time_s, bins)) : binTrace(standardize(values), time_s, bins),
  }));
  const rows = orderRows(unsorted, order).map((index) => unsorted[index]!);
  const missing = rows.some(({ values }) => values.some((value) => Number.isNaN(value)));
  const bands = eventBands(view.events);
  const time: TimeAxis = [bins.start, bins.end];
  const timeUnit = timeUnitOf(view);
  const place = { document, width, margins, time, unit: timeUnit };
  const behaviours = chooseBehaviours(view.traces, options.behaviours ? { names: options.behaviours } : {});
  const label = `standard deviations from each ${kind}’s mean`;
  const note = `rows ${rowOrderWords[order]}`;
  const legend = { document, left: margins.left, limit, clipped: true, label, note };
  const panels: Panel[] = [
    scaleLegend(missing ? { ...legend, missingPattern: `${id}-missing` } : legend),
    swatchLegend(bandLegend(bands), { document, width: width - margins.right, left: margins.left }),
    ...bandPanels(bands, place),
    imagePanel(rows, { ...place, limit, patternId: `${id}-missing` }),
    ...behaviours.map((trace) => behaviourPanel(trace, place)),
    timeAxisPanel(place),
  ];
  const title = `${name}: activity of ${counted(neurons.length, kind)} over ${Math.round(view.recording.duration_s)} ${timeUnit}`;
  const named = rows.filter((row) => row.label !== null).length;
  const description =
    `Activity of ${counted(neurons.length, kind)} (${named} labelled) of recording ${name} over time; ` +
    `${quantityWords(neurons[0]!.channel)}, each ${kind} z-scored over ${kind === "unit" ? "the columns" : "the recording"}, ` +
    `rows ${rowOrderWords[order]}, colours from −${limit} to ${limit} standard deviations. ` +
    `Below: ${behaviourWords(behaviours)}.${constant > 0 ? ` ${counted(constant, kind)} without any change left out.` : ""}`;
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, values: plottedValues(rows, binCentres(bins)), title, description };
}

type TimeAxis = readonly [number, number];

function imagePanel(
  rows: readonly HeatmapRow[],
  place: {
    readonly document: Document;
    readonly width: number;
    readonly time: TimeAxis;
    readonly limit: number;
    readonly patternId: string;
  },
): Panel {
  const { document, width, time } = place;
  const height = Math.round(rows.length * imageRowHeight(rows.length)) + 8;
  const columns = rows[0]!.values.length;
  const values = Float64Array.from(rows.flatMap((row) => [...row.values]));
  const inner = { width: width - margins.left - margins.right, height: height - 8 };
  return plotPanel(
    {
      x: { domain: time, axis: null },
      y: { domain: [0, rows.length], reverse: true, axis: null },
      marks: [
        () => missingPattern(document, place.patternId),
        Plot.frame({ fill: `url(#${place.patternId})`, stroke: "none" }),
        Plot.image([0], {
          src: () => rasterImage({ rows: rows.length, columns, values }, symmetricScale(place.limit)),
          frameAnchor: "middle",
          ...inner,
          preserveAspectRatio: "none",
          imageRendering: "pixelated",
        }),
        Plot.frame({ stroke: "currentColor", strokeOpacity: 0.4 }),
        ...sideLabels(
          rows.map(({ label }) => label),
          { time, inner },
        ),
      ],
    },
    { document, width, height, margins, top: 4, bottom: 4 },
  );
}

function plottedValues(rows: readonly HeatmapRow[], centres: Float64Array) {
  const length = rows.length * centres.length;
  const rowOf = (index: number) => Math.floor(index / centres.length);
  return {
    row: Int32Array.from({ length }, (_, index) => rowOf(index)),
    channel_index: Int32Array.from({ length }, (_, index) => rows[rowOf(index)]!.channel),
    label: Array.from({ length }, (_, index) => rows[rowOf(index)]!.label),
    time_s: Float64Array.from({ length }, (_, index) => centres[index % centres.length]!),
    z: Float64Array.from({ length }, (_, index) => rows[rowOf(index)]!.values[index % centres.length]!),
  };
}
