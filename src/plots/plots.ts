import { correlationMatrix } from "./correlation-matrix.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import type { RecordingView } from "./recording-view.js";
import { stackedTraces } from "./stacked-traces.js";
import { traceHeatmap } from "./trace-heatmap.js";

/** Options that plots of one recording may look at; each takes those it knows. */
export interface RecordingPlotOptions extends PlotOptions {
  readonly order?: string;
  readonly limit?: number;
  readonly neurons?: readonly string[];
  readonly behaviours?: readonly string[];
  readonly unnamed?: boolean;
}

/** One kind of plot of a recording. */
export interface RecordingPlot {
  readonly summary: string;
  /** Kinds of channels that it looks at, where it does not look at all. */
  readonly kinds?: readonly string[];
  /** Draws the recording; options that the plot does not know are left aside. */
  draw(view: RecordingView, options: RecordingPlotOptions): PlotResult;
}

/** Every plot of one recording, by the name that commands use. */
export const recordingPlots: Readonly<Record<string, RecordingPlot>> = {
  "trace-heatmap": { summary: "neurons × time as colours, with events and behaviour", draw: traceHeatmap },
  "stacked-traces": { summary: "traces of chosen neurons below each other, in their unit", draw: stackedTraces },
  "correlation-matrix": {
    summary: "correlations between the neurons of a recording",
    kinds: ["neuron"],
    draw: correlationMatrix,
  },
};
