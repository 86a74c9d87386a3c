import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { delays } from "../../signals/runs/delays.js";
import { detrendRuns } from "../../signals/runs/detrend-runs.js";
import { zscoreRuns } from "../../signals/runs/zscore-runs.js";
import { mean } from "../../stats/mean.js";
import type { EncoderParams } from "./encoder-params.js";
import type { LagChoice } from "./feature-space.js";
import { type JoinedSeries, joinSeries } from "./join-series.js";
import type { EncoderRun } from "./read-encoder-run.js";

/** One column of the design: a feature at a lag. */
export interface DesignColumn {
  readonly space: string;
  readonly feature: JoinedSeries;
  /** Samples by which it lags; below 0 it leads. */
  readonly lag: number;
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
  /** Rows that lack a feature. */
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
  const labels = Int32Array.from(runs.flatMap(({ timeS }, run) => Array.from(timeS, () => run)));
  const isIn = ({ row, values }: JoinedSeries) =>
    params.least_mean === undefined || row === null || mean(values) > params.least_mean;
  const targets = joinSeries(
    runs.map((run) => run.targets),
    note,
  ).filter(isIn);
  const spaces = params.spaces.flatMap(({ name, lags_s = params.lags_s }, index) => {
    const features = present(
      joinSeries(
        runs.map((run) => run.spaces[index]!.features),
        note,
      ),
      params.most_missing,
      note,
    );
    if (features.length === 0) note(`has no feature of the space ${name}`);
    return features.length === 0 ? [] : [{ name, features, lags: lagSamples(lags_s, stepS) }];
  });
  if (targets.length === 0) note("has nothing that could be predicted");
  if (targets.length === 0 || spaces.length === 0) return undefined;
  const columns = spaces.flatMap(({ name, features, lags }) =>
    lags.flatMap((lag) => features.map((feature) => ({ space: name, feature, lag }))),
  );
  const blocks = spaces.map(({ features, lags }) => {
    const series = matrixOf(features);
    const shifted = delays(series, { lags, runs: labels });
    return params.edges === "zero" ? shifted : withoutEdges(shifted, { features: features.length, lags, labels });
  });
  const whole = beside(blocks);
  const kept = completeRows(whole);
  if (kept.length === 0) {
    note("has no sample with all features");
    return undefined;
  }
  const y = preparedTargets(matrixOf(targets), labels, params);
  const starts = runs.map((_, run) => labels.indexOf(run));
  return {
    ...{ fitId, runs, columns, targets, stepS },
    x: rowsAt(whole, kept),
    y: rowsAt(y, kept),
    runOf: kept.map((row) => labels[row]!),
    sampleOf: kept.map((row) => row - starts[labels[row]!]!),
    leftOut: whole.rows - kept.length,
  };
}

function commonStep(runs: readonly EncoderRun[]): number {
  const { stepS, row } = runs[0]!;
  const other = runs.find((run) => Math.abs(run.stepS - stepS) > 0.01 * stepS);
  if (!other) return stepS;
  const found = `${stepS} s in ${row.recording_id} and ${other.stepS} s in ${other.row.recording_id}`;
  throw new ArgumentError({ argument: "runs", expected: "one sampling rate", found, next: "give rate_hz" });
}

/** Lags in samples, each once. */
export function lagSamples(lags: LagChoice, stepS: number): readonly number[] {
  if ("from" in lags) {
    const first = Math.ceil(lags.from / stepS - 1e-6);
    const count = Math.floor(lags.to / stepS + 1e-6) - first + 1;
    if (count >= 1) return Array.from({ length: count }, (_, index) => first + index);
    const found = `from ${lags.from} to ${lags.to} s at ${stepS} s per sample`;
    throw new ArgumentError({ argument: "lags_s", expected: "a stretch with a sample in it", found });
  }
  // + 0 so that −0 is no other lag than 0
  return [...new Set(lags.map((lag) => Math.round(lag / stepS) + 0))];
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

/** Marks what a lag took from outside of the run as missing. */
function withoutEdges(
  x: Matrix,
  {
    features,
    lags,
    labels,
  }: { readonly features: number; readonly lags: readonly number[]; readonly labels: Int32Array },
): Matrix {
  for (let row = 0; row < x.rows; row++) {
    for (const [block, lag] of lags.entries()) {
      if (labels[row - lag] === labels[row]) continue;
      const start = row * x.columns + block * features;
      x.values.fill(Number.NaN, start, start + features);
    }
  }
  return x;
}

function beside(blocks: readonly Matrix[]): Matrix {
  const columns = blocks.reduce((sum, block) => sum + block.columns, 0);
  const result = matrix(blocks[0]!.rows, columns);
  let left = 0;
  for (const block of blocks) {
    for (let row = 0; row < block.rows; row++) {
      result.values.set(block.values.subarray(row * block.columns, (row + 1) * block.columns), row * columns + left);
    }
    left += block.columns;
  }
  return result;
}

function completeRows({ rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row).filter((row) =>
    values.subarray(row * columns, (row + 1) * columns).every(Number.isFinite),
  );
}

/** Some rows of a matrix, copied. */
export function rowsAt({ columns, values }: Matrix, rows: Int32Array): Matrix {
  const result = matrix(rows.length, columns);
  for (const [index, row] of rows.entries()) {
    result.values.set(values.subarray(row * columns, (row + 1) * columns), index * columns);
  }
  return result;
}

function preparedTargets(
  y: Matrix,
  labels: Int32Array,
  { target_detrend, target_scale, folds }: EncoderParams,
): Matrix {
  if (target_detrend === "none" && target_scale === "none") return y;
  if (folds !== "runs" && folds !== "animals") {
    const next = "take folds of whole runs, or leave target_detrend and target_scale out";
    const found = `folds: ${folds}, whose held-out rows would take part in it`;
    throw new ArgumentError({ argument: "target_detrend", expected: "folds: runs or animals", found, next });
  }
  const detrended = target_detrend === "none" ? y : detrendRuns(y, { runs: labels, method: target_detrend });
  return target_scale === "none" ? detrended : zscoreRuns(detrended, { runs: labels });
}
