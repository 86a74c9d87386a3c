import { adjacencyMatrix } from "./adjacency-matrix.js";
import { connectionCorrelations } from "./connection-correlations.js";
import { correlationDots } from "./correlation-dots.js";
import { correlationMatrix } from "./correlation-matrix.js";
import { cyclePhases } from "./cycle-phases.js";
import { degreeDistributions } from "./degree-distributions.js";
import { encoderAlphas } from "./encoder-alphas.js";
import { encoderMap } from "./encoder-map.js";
import { encoderPartition } from "./encoder-partition.js";
import { encoderPredictions } from "./encoder-predictions.js";
import { encoderScores } from "./encoder-scores.js";
import { encoderWeights } from "./encoder-weights.js";
import { identificationMap } from "./identification-map.js";
import { labelCoverage, readCoverage } from "./label-coverage.js";
import { layerOverlap } from "./layer-overlap.js";
import { neuralCycle } from "./neural-cycle.js";
import { nodeLink } from "./node-link.js";
import type { RecordingPlotName, TablePlotName } from "./plot-names.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { rdmEvaluation } from "./rdm-evaluation.js";
import { rdmHeatmap } from "./rdm-heatmap.js";
import { rdmMap } from "./rdm-map.js";
import { rdmMovie } from "./rdm-movie.js";
import type { RecordingView } from "./recording-view.js";
import { searchlightMap } from "./searchlight-map.js";
import { skeletonProjections } from "./skeleton-projections.js";
import { spikeRaster } from "./spike-raster.js";
import { spikeTriggeredAverage } from "./spike-triggered-average.js";
import { stackedTraces } from "./stacked-traces.js";
import { stateTuningDots } from "./state-tuning-dots.js";
import type { PlotChoice, TablePlot } from "./table-plot.js";
import { traceHeatmap } from "./trace-heatmap.js";
import { volumeOverlay } from "./volume-overlay.js";
import { volumeProjection } from "./volume-projection.js";
import { volumeScores } from "./volume-scores.js";
import { volumeSlice } from "./volume-slice.js";

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

const ofRecordings: Readonly<Record<RecordingPlotName, RecordingPlot>> = {
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

const ofTables: Readonly<Record<TablePlotName, TablePlot>> = {
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
  "encoder-map": {
    summary: "scores of encoders at the places of voxels or cells",
    takes: ["analysis", "recordingId"],
    draw: encoderMap,
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
  "spike-triggered-average": {
    summary: "mean of the stimulus before spikes, a line per channel and unit",
    takes: ["analysis", "recordingId"],
    draw: spikeTriggeredAverage,
  },
  rdm: {
    summary: "dissimilarity matrices as heat maps, one large or several small",
    takes: ["analysis", "recordingId", "rdms", "order"],
    draw: rdmHeatmap,
  },
  "rdm-map": {
    summary: "conditions of an RDM on a map, near where they are alike",
    takes: ["analysis", "recordingId", "rdms", "order"],
    draw: rdmMap,
  },
  "rdm-movie": {
    summary: "dissimilarity matrices over time, with their means as a line",
    takes: ["analysis", "recordingId", "rdms", "order"],
    draw: rdmMovie,
  },
  "rdm-evaluation": {
    summary: "how well models agree with measured RDMs, with noise ceiling and tests",
    takes: ["analysis", "models", "order"],
    draw: rdmEvaluation,
  },
  "identification-map": {
    summary: "how well regions are identified with each pair of thresholds",
    takes: ["analysis"],
    draw: identificationMap,
  },
  "searchlight-map": {
    summary: "how well models agree with the RDM around each voxel, in slices",
    takes: ["analysis", "recordingId", "models"],
    draw: searchlightMap,
  },
  "volume-projection": {
    summary: "labelled instances of a volume along three axes, beside the image",
    takes: ["volumeId"],
    draw: volumeProjection,
  },
  "volume-slice": {
    summary: "labelled instances of a volume in one plane",
    takes: ["volumeId", "at"],
    draw: volumeSlice,
  },
  "volume-overlay": {
    summary: "ground truth against prediction: matched, split, merged, missed",
    takes: ["analysis", "volumeId"],
    draw: volumeOverlay,
  },
  "skeleton-projections": {
    summary: "skeletons of a volume along three axes, with branch and end points",
    takes: ["analysis", "volumeId"],
    draw: skeletonProjections,
  },
  "volume-scores": {
    summary: "scores of samples, F1 over thresholds, coverage of each instance",
    takes: ["analysis", "volumeId"],
    draw: volumeScores,
  },
  "cycle-phases": {
    summary: "place of each state on the cycle, a dot per recording",
    takes: ["analysis"],
    draw: cyclePhases,
  },
};

/** Every plot of one recording, by the name that commands use. */
export const recordingPlots: Readonly<Record<string, RecordingPlot>> = ofRecordings;

/** Every plot of tables, by the name that commands use. */
export const tablePlots: Readonly<Record<string, TablePlot>> = ofTables;
