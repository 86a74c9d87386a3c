import * as Plot from "@observablehq/plot";
import { activityTraces, noActivity } from "./activity-traces.js";
import { behaviourPanel, type TimePlace, timeAxisPanel } from "./behaviour-panel.js";
import { binCentres, binTrace } from "./bin-trace.js";
import { channelLabel, channelNumber, quantityWords } from "./channel-label.js";
import { chooseBehaviours } from "./choose-behaviours.js";
import { chooseNeurons } from "./choose-neurons.js";
import { counted } from "./counted.js";
import { bandColours, bandLegend, bandMarks, bandPanels, type EventBand, eventBands } from "./event-bands.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { type RecordingView, recordingName, timeUnitOf } from "./recording-view.js";
import { shortLabel } from "./short-label.js";

/** Options of {@link stackedTraces}. */
export interface StackedTracesOptions extends PlotOptions {
  /** Names or classes of neurons, from the top. Default: up to 16 of familiar classes. */
  readonly neurons?: readonly string[];
  /**
   * `common`: all traces on one scale; `own`: each trace fills its row and has its own scale bar. Default: `own` where
   * a quarter of the traces would hardly be seen on the common scale.
   */
  readonly scale?: "common" | "own";
  /** Behaviour and stimulus traces to draw below, by name. Default: one, velocity where there is one. */
  readonly behaviours?: readonly string[];
}

const margins = { left: 66, right: 52 };
const points = 500;
const rowHeight = 26;
const mostNeurons = 16;

interface StackedTrace {
  readonly channel: number;
  readonly label: string;
  readonly values: Float64Array;
}

/**
 * Traces of chosen neurons (else units, else voxels) below each other in their own unit, with names at the left, scale bars with their unit
 * at the right, a strip per kind of events above, states (else the most frequent kind) as shading, and one behaviour
 * below. A line is drawn through at most 500 means of equal stretches of time. Each trace hangs at its own median;
 * missing samples are gaps, and a trace without any sample says so.
 *
 * Values: `row` (from the top), `channel_index`, `label`, `time_s`, `value` (in the unit of the quantity, NaN where
 * missing). Throws an {@link EmptyResultError} where the recording has no neuron, unit or voxel.
 */
export function stackedTraces(view: RecordingView, options: StackedTracesOptions): PlotResult {
  const { document, width = 760, id = "stacked-traces" } = options;
  const chosen = chooseNeurons(view, {
    most: mostNeurons,
    ...(options.neurons ? { neurons: options.neurons } : {}),
  });
  const name = recordingName(view);
  const kind = activityTraces(view.traces)?.kind;
  if (!kind || chosen.length === 0) throw noActivity(view);
  const end = view.recording.duration_s;
  const most = Math.max(...chosen.map(({ values }) => values.length));
  const bins = { start: 0, end, count: Math.max(1, Math.min(points, most)) };
  const traces = chosen.map(({ channel, values, time_s }) => ({
    channel: channel.channel_index,
    label: channelLabel(channel) ?? channelNumber(channel),
    values: binTrace(values, time_s, bins),
  }));
  const bands = eventBands(view.events);
  const shaded = shadedBand(bands);
  const timeUnit = timeUnitOf(view);
  const place: TimePlace = { document, width, margins, time: [0, end], unit: timeUnit };
  const behaviours = chooseBehaviours(view.traces, options.behaviours ? { names: options.behaviours } : { most: 1 });
  const quantity = quantityWords(chosen[0]!.channel);
  const unit = chosen[0]!.channel.unit;
  const scaling = scalesOf(traces, options.scale);
  const panels: Panel[] = [
    swatchLegend(bandLegend(bands), { document, width: width - margins.right, left: margins.left }),
    ...bandPanels(bands, place),
    tracesPanel(traces, binCentres(bins), place, shaded, {
      colours: bandColours(bands),
      unit: unit === null || unit === "1" ? "" : ` ${unit}`,
      ...scaling,
    }),
    ...behaviours.map((trace) => behaviourPanel(trace, place)),
    timeAxisPanel(place),
  ];
  const title = `${name}: ${quantity} of ${counted(traces.length, kind)}`;
  const description =
    `Traces of ${traces.map(({ label }) => label).join(", ")} of recording ${name} over ${Math.round(end)} ${timeUnit}, ` +
    `${quantity}, ${scaling.kind === "common" ? "all on one scale" : "each on its own scale"}, each at its own median, drawn ${most > bins.count ? `through means of ${round(end / bins.count)} ${timeUnit}` : "sample by sample"}` +
    `${shaded ? `; shading: ${shaded.kind.replaceAll("_", " ")}` : ""}.`;
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, values: plottedValues(traces, binCentres(bins)), title, description };
}

// states cover a recording, blocks are what was shown; among other kinds the one with most events tells most
function shadedBand(bands: readonly EventBand[]): EventBand | undefined {
  const telling = bands.find(({ kind }) => kind === "state" || kind === "block");
  return telling ?? [...bands].sort((a, b) => b.events.length - a.events.length)[0];
}

interface TraceScale {
  /** Median of the trace, drawn at its row. */
  readonly middle: number;
  /** Amount of the trace's unit that is one row high. */
  readonly perRow: number;
}

/** Scales of traces: the widest fills 1.5 rows, single spikes aside. */
function scalesOf(traces: readonly StackedTrace[], wanted: StackedTracesOptions["scale"]) {
  const present = traces.map(({ values }) => values.filter((value) => !Number.isNaN(value)).sort());
  const at = (sorted: Float64Array, share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const spans = present.map((sorted) => at(sorted, 0.995) - at(sorted, 0.005));
  const widest = Math.max(...spans) || 1;
  const weak = at(Float64Array.from(spans.filter((_, row) => present[row]!.length > 0)).sort(), 0.25);
  const kind = wanted ?? (weak < widest / 6 ? "own" : "common");
  const scales = present.map((sorted, row): TraceScale => {
    const span = kind === "common" ? widest : spans[row]! || widest;
    return { middle: at(sorted, 0.5), perRow: span / (kind === "common" ? 1.8 : 1.1) };
  });
  return { kind, scales };
}

function tracesPanel(
  traces: readonly StackedTrace[],
  times: Float64Array,
  place: TimePlace,
  band: EventBand | undefined,
  drawn: {
    readonly unit: string;
    readonly kind: "common" | "own";
    readonly scales: readonly TraceScale[];
    readonly colours: ReadonlyMap<string, string>;
  },
): Panel {
  const { unit, kind, scales } = drawn;
  const points = traces.flatMap(({ values }, row) => {
    const { middle, perRow } = scales[row]!;
    return Array.from(values, (value, index) => ({ row, time: times[index]!, y: row - (value - middle) / perRow }));
  });
  const heights = points.map(({ y }) => y).filter((y) => !Number.isNaN(y));
  const top = heights.reduce((least, y) => Math.min(least, y), 0) - 0.4;
  const bottom = heights.reduce((most, y) => Math.max(most, y), traces.length - 1) + 0.4;
  const barOf = ({ perRow }: TraceScale, row: number) => {
    const amount = niceBelow(perRow * (kind === "common" ? 1.2 : 0.7));
    return { amount, middle: row, half: amount / perRow / 2 };
  };
  const isEmpty = ({ values }: StackedTrace) => values.every((value) => Number.isNaN(value));
  const empty = [...traces.keys()].filter((row) => isEmpty(traces[row]!));
  const all = scales.map(barOf).filter(({ middle }) => !empty.includes(middle));
  const bars = kind === "common" ? all.slice(0, 1) : all;
  const [, end] = place.time;
  const x = end * (1 + 8 / (place.width - margins.left - margins.right));
  type Bar = (typeof bars)[number];
  return plotPanel(
    {
      x: { domain: place.time, axis: null },
      y: { domain: [top, bottom], reverse: true, axis: null },
      marks: [
        ...(band ? bandMarks(band, { opacity: 0.22, colours: drawn.colours }) : []),
        Plot.line(points, { x: "time", y: "y", z: "row", stroke: "currentColor", strokeWidth: 0.9 }),
        Plot.text(traces, {
          x: 0,
          y: (_: StackedTrace, row: number) => row,
          text: (trace: StackedTrace) => shortLabel(trace.label, 9),
          dx: -8,
          textAnchor: "end",
          fontSize: 10,
        }),
        Plot.text(empty, {
          ...{ x: 0, y: (row: number) => row, text: () => "all samples missing", dx: 6, textAnchor: "start" },
          ...{ fontSize: 9, fontStyle: "italic" },
        }),
        Plot.ruleX(bars, {
          x,
          y1: (bar: Bar) => bar.middle - bar.half,
          y2: (bar: Bar) => bar.middle + bar.half,
          stroke: "currentColor",
          strokeWidth: 2,
        }),
        Plot.text(bars, {
          x,
          y: "middle",
          text: (bar: Bar) => `${bar.amount}${unit}`,
          dx: 5,
          textAnchor: "start",
          fontSize: 9,
        }),
      ],
    },
    { ...place, height: Math.round((bottom - top) * rowHeight) },
  );
}

/** The largest 1, 2 or 5 times a power of ten that is not above `value`. */
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= value) ?? 1;
  return Number((factor * power).toPrecision(1));
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}

function plottedValues(traces: readonly StackedTrace[], times: Float64Array) {
  const length = traces.length * times.length;
  const rowOf = (index: number) => Math.floor(index / times.length);
  return {
    row: Int32Array.from({ length }, (_, index) => rowOf(index)),
    channel_index: Int32Array.from({ length }, (_, index) => traces[rowOf(index)]!.channel),
    label: Array.from({ length }, (_, index) => traces[rowOf(index)]!.label),
    time_s: Float64Array.from({ length }, (_, index) => times[index % times.length]!),
    value: Float64Array.from({ length }, (_, index) => traces[rowOf(index)]!.values[index % times.length]!),
  };
}
