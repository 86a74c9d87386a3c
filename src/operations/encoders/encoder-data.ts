import { columnMeans } from "../../encoders/column-means.js";
import { lessMeans } from "../../encoders/less-means.js";
import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { canonicalHrf } from "../../signals/runs/canonical-hrf.js";
import { convolveRuns } from "../../signals/runs/convolve-runs.js";
import { detrendRuns } from "../../signals/runs/detrend-runs.js";
import { zscoreRuns } from "../../signals/runs/zscore-runs.js";
import { mean } from "../../stats/mean.js";
import type { EncoderParams } from "./encoder-params.js";
import { type JoinedSeries, joinSeries } from "./join-series.js";
import { lagsOf } from "./lag-samples.js";
import { completeRows, laggedDesign } from "./lagged-design.js";
import type { EncoderRun } from "./read-encoder-run.js";
import type { RunSeries } from "./run-series.js";
import { shiftedSamples } from "./shifted-design.js";

/** One column of the design: a feature at a lag. */
export interface DesignColumn {
  readonly space: string;
  readonly feature: JoinedSeries;
  /** Samples by which it lags; below 0 it leads. */
  readonly lag: number;
  /** Samples before it that it is made of too: the length of a response it was convolved with. */
  readonly reach: number;
}

/** Runs as one design with its targets; only rows that have every feature. */
export interface EncoderData {
  /** Name of the fit: the recording, or what its runs share. */
  readonly fitId: string;
  readonly runs: readonly EncoderRun[];
  /** n × p. */
  readonly x: Matrix;
  readonly columns: readonly DesignColumn[];
  /** n × t; NaN where a target has no sample. */
  readonly y: Matrix;
  readonly targets: readonly JoinedSeries[];
  /** The run of each row, from 0. */
  readonly runOf: Int32Array;
  /** The sample of each row in its run. */
  readonly sampleOf: Int32Array;
  readonly stepS: number;
  /** Rows that lack a feature, or are skipped. */
  readonly leftOut: number;
}

/**
 * Joins runs to a design: features at their lags, never across runs, and targets, prepared run by run.
 *
 * @param note - Told what is left out.
 * @returns undefined where there is no target, no feature, or no row.
 * @throws ArgumentError for runs of different rates, and a preparation of targets that would see rows that are held out.
 */
export function encoderData(
  runs: readonly EncoderRun[],
  {
    params,
    fitId,
    note,
  }: { readonly params: EncoderParams; readonly fitId: string; readonly note: (message: string) => void },
): EncoderData | undefined {
  const stepS = commonStep(runs);
  if (!(stepS > 0)) {
    note("has fewer than two samples");
    return undefined;
  }
  const labels = Int32Array.from(runs.flatMap(({ timeS }, run) => Array.from(timeS, () => run)));
  const joined = (seriesOf: (run: EncoderRun) => readonly RunSeries[]) =>
    joinSeries(
      runs.map(seriesOf),
      note,
      runs.map(({ timeS }) => timeS.length),
    );
  const isIn = ({ row, values }: JoinedSeries) =>
    params.least_mean === undefined || row === null || mean(values) > params.least_mean;
  const targets = joined((run) => run.targets).filter(isIn);
  const spaces = params.spaces.flatMap((space, index) => {
    const features = present(
      joined((run) => run.spaces[index]!.features),
      params.most_missing,
      note,
    );
    if (features.length === 0) note(`has no feature of the space ${space.name}`);
    const kernel = space.hrf && canonicalHrf({ tr: stepS });
    return features.length === 0 ? [] : [{ space, features, kernel, lags: lagsOf(space, params, stepS) }];
  });
  if (targets.length === 0) note("has nothing that could be predicted");
  if (targets.length === 0 || spaces.length === 0) return undefined;
  const columns = spaces.flatMap(({ space, features, lags, kernel }) =>
    lags.flatMap((lag) =>
      features.map((feature) => ({ space: space.name, feature, lag, reach: kernel ? kernel.length - 1 : 0 })),
    ),
  );
  const blocks = spaces.map(({ features, lags, kernel }) => ({
    lags,
    series: features.map(({ values }) => (kernel ? convolved(values, kernel, labels) : values)),
  }));
  const starts = runs.map((_, run) => labels.indexOf(run));
  const sampleIn = (row: number) => row - starts[labels[row]!]!;
  const design = { runs: labels, edges: params.edges, sampleOf: shiftedSamples(labels, params.design_shift) };
  const kept = completeRows(blocks, design, (row) => sampleIn(row) >= params.skip_samples);
  if (kept.length === 0) {
    note("has no sample with all features");
    return undefined;
  }
  const y = preparedTargets(matrixOf(targets), labels, params);
  const x = laggedDesign(blocks, design, kept);
  return {
    ...{ fitId, runs, columns, targets, stepS },
    x: params.centre_features ? lessMeans(x, columnMeans(x)) : x,
    y: rowsAt(y, kept),
    runOf: kept.map((row) => labels[row]!),
    sampleOf: kept.map(sampleIn),
    leftOut: labels.length - kept.length,
  };
}

function convolved(values: Float64Array, kernel: Float64Array, runs: Int32Array): Float64Array {
  return convolveRuns({ rows: values.length, columns: 1, values }, { kernel, runs }).values;
}

function commonStep(runs: readonly EncoderRun[]): number {
  const { stepS, row } = runs[0]!;
  const other = runs.find((run) => Math.abs(run.stepS - stepS) > 0.01 * stepS);
  if (!other) return stepS;
  const found = `${stepS} s in ${row.recording_id} and ${other.stepS} s in ${other.row.recording_id}`;
  throw new ArgumentError({ argument: "runs", expected: "one sampling rate", found, next: "give rate_hz" });
}

function present(features: readonly JoinedSeries[], most: number, note: (message: string) => void) {
  const shareOf = ({ values }: JoinedSeries) =>
    values.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0) / values.length;
  const kept = features.filter((feature) => shareOf(feature) <= most);
  const lost = features.filter((feature) => !kept.includes(feature)).map(({ label }) => label);
  if (lost.length > 0) note(`leaves out features with more than ${most} of their samples missing: ${lost.join(", ")}`);
  return kept;
}

function matrixOf(series: readonly JoinedSeries[]): Matrix {
  const result = matrix(series[0]!.values.length, series.length);
  for (const [column, { values }] of series.entries()) {
    for (const [row, value] of values.entries()) result.values[row * series.length + column] = value;
  }
  return result;
}

/** Some rows of a matrix, copied. */
export function rowsAt({ columns, values }: Matrix, rows: Int32Array): Matrix {
  const result = matrix(rows.length, columns);
  for (const [index, row] of rows.entries()) {
    result.values.set(values.subarray(row * columns, (row + 1) * columns), index * columns);
  }
  return result;
}

/** The space of every column, counted from 0 in the order of the columns. */
export function placesOfSpaces(data: EncoderData, columns: readonly number[]): readonly number[] {
  const names = [...new Set(columns.map((column) => data.columns[column]!.space))];
  return columns.map((column) => names.indexOf(data.columns[column]!.space));
}

function preparedTargets(
  y: Matrix,
  labels: Int32Array,
  { target_detrend, target_scale, folds, split }: EncoderParams,
): Matrix {
  if (target_detrend === "none" && target_scale === "none") return y;
  const isOfRuns = folds === "split" && !split?.test_s && !split?.train_s;
  // where nothing is held out, nothing that is held out takes part
  if (!isOfRuns && !["runs", "animals", "none"].includes(folds)) {
    const next = "take folds of whole runs, or leave target_detrend and target_scale out";
    const found = `folds: ${folds}, whose held-out rows would take part in it`;
    throw new ArgumentError({ argument: "target_detrend", expected: "folds: runs or animals", found, next });
  }
  const detrended = target_detrend === "none" ? y : detrendRuns(y, { runs: labels, method: target_detrend });
  return target_scale === "none" ? detrended : zscoreRuns(detrended, { runs: labels });
}
