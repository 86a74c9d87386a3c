import { adjacencyMatrix } from "./adjacency-matrix.js";
import { connectionCorrelations } from "./connection-correlations.js";
import { correlationDots } from "./correlation-dots.js";
import { correlationMatrix } from "./correlation-matrix.js";
import { cyclePhases } from "./cycle-phases.js";
import { degreeDistributions } from "./degree-distributions.js";
import { encoderAlphas } from "./encoder-alphas.js";
import { encoderPartition } from "./encoder-partition.js";
import { encoderPredictions } from "./encoder-predictions.js";
import { encoderScores } from "./encoder-scores.js";
import { encoderWeights } from "./encoder-weights.js";
import { labelCoverage, readCoverage } from "./label-coverage.js";
import { layerOverlap } from "./layer-overlap.js";
import { neuralCycle } from "./neural-cycle.js";
import { nodeLink } from "./node-link.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import type { RecordingView } from "./recording-view.js";
import { spikeRaster } from "./spike-raster.js";
import { stackedTraces } from "./stacked-traces.js";
import { stateTuningDots } from "./state-tuning-dots.js";
import type { PlotChoice, TablePlot } from "./table-plot.js";
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
  /** Choices that it looks at, besides dataset and recording. */
  readonly takes: readonly PlotChoice[];
  /** Kinds of channels that it looks at, where it does not look at all. */
  readonly kinds?: readonly string[];
  /** Draws the recording; options that the plot does not know are left aside. */
  draw(view: RecordingView, options: RecordingPlotOptions): PlotResult;
}

/** Every plot of one recording, by the name that commands use. */
export const recordingPlots: Readonly<Record<string, RecordingPlot>> = {
  "trace-heatmap": {
    summary: "neurons, units or voxels × time as colours, with events and behaviour",
    takes: ["order", "behaviours"],
    draw: traceHeatmap,
  },
  "stacked-traces": {
    summary: "traces of chosen neurons below each other, in their unit",
    takes: ["neurons", "behaviours"],
    draw: stackedTraces,
  },
  "spike-raster": {
    summary: "spikes as ticks, a row per unit or trial, with stimulus and behaviour",
    takes: ["behaviours"],
    draw: spikeRaster,
  },
  "correlation-matrix": {
    summary: "correlations between the neurons of a recording",
    takes: ["order"],
    kinds: ["neuron"],
    draw: correlationMatrix,
  },
};

/** Every plot of tables, by the name that commands use. */
export const tablePlots: Readonly<Record<string, TablePlot>> = {
  "label-coverage": {
    summary: "which neurons were identified in which recordings",
    takes: [],
    draw: async (reader, options) => labelCoverage(await readCoverage(reader, options), options),
  },
  "state-tuning": {
    summary: "tuning of neuron classes to states, a dot per trace",
    takes: ["analysis", "neurons"],
    draw: stateTuningDots,
  },
  "correlation-dots": {
    summary: "correlations of neuron pairs, a dot per animal, labs coloured",
    takes: ["analysis", "neurons"],
    draw: correlationDots,
  },
  "neural-cycle": {
    summary: "trajectory of one recording coloured by state, with loadings",
    takes: ["analysis", "recordingId"],
    draw: neuralCycle,
  },
  "adjacency-matrix": {
    summary: "edges of an annotation as a matrix, kinds in colours",
    takes: ["connectomeId", "neurons", "order"],
    draw: adjacencyMatrix,
  },
  "node-link": {
    summary: "cells of an annotation as dots, edges as lines",
    takes: ["connectomeId", "neurons", "layout"],
    draw: nodeLink,
  },
  "degree-distributions": {
    summary: "how many partners neurons have, a line per annotation",
    takes: ["connectomeId"],
    draw: degreeDistributions,
  },
  "connection-correlations": {
    summary: "correlations of neuron pairs by what connects them, a dot per animal",
    takes: ["analysis", "connectomeId"],
    draw: connectionCorrelations,
  },
  "layer-overlap": {
    summary: "pairs that two layers share, and by path length",
    takes: ["analysis"],
    draw: layerOverlap,
  },
  "encoder-scores": {
    summary: "scores of encoders on held-out rows, ranked, with chance and ceiling",
    takes: ["analysis", "recordingId"],
    draw: encoderScores,
  },
  "encoder-alphas": {
    summary: "score of each penalty inside the folds, a line per target",
    takes: ["analysis"],
    draw: encoderAlphas,
  },
  "encoder-weights": {
    summary: "weights of an encoder, features × lags, a map per target",
    takes: ["analysis", "recordingId", "neurons"],
    draw: encoderWeights,
  },
  "encoder-predictions": {
    summary: "measured and predicted series of a recording",
    takes: ["analysis", "recordingId", "neurons"],
    draw: encoderPredictions,
  },
  "encoder-partition": {
    summary: "what feature spaces explain alone and together, a dot per target",
    takes: ["analysis"],
    draw: encoderPartition,
  },
  "cycle-phases": {
    summary: "place of each state on the cycle, a dot per recording",
    takes: ["analysis"],
    draw: cyclePhases,
  },
};
