import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { measurementCovariance } from "../../rsa/noise/measurement-covariance.js";
import { precisionOf } from "../../rsa/noise/precision-of.js";
import { residualCovariance } from "../../rsa/noise/residual-covariance.js";
import type { Patterns } from "../../rsa/patterns/patterns.js";
import { rowsByLabel } from "../../rsa/patterns/row-labels.js";
import { takeColumns } from "../../rsa/patterns/take-channels.js";
import { takeRows } from "../../rsa/patterns/take-rows.js";
import type { DissimilarityParams } from "./dissimilarity-params.js";
import type { PatternSet } from "./pattern-set.js";

/** The noise precision of some channels: one, or one for each fold. */
export interface NoisePrecision {
  readonly noise?: Matrix;
  readonly noisePerFold?: ReadonlyMap<string, Matrix>;
}

/** Whether residuals have to be read for these parameters. */
export function needsResiduals({ noise, noise_from }: DissimilarityParams): boolean {
  return noise !== "none" && noise_from === "residuals";
}

/**
 * @throws ArgumentError where noise is asked of a method without one, residuals of patterns without any, or covariances
 *   of folds that are no recordings.
 */
export function checkNoise(params: DissimilarityParams, set: PatternSet): void {
  const { noise, method, noise_from, noise_per_fold } = params;
  const fail = (argument: string, expected: string, found: string) => new ArgumentError({ argument, expected, found });
  if (noise_per_fold && noise === "none") throw fail("noise_per_fold", "a noise to estimate", "noise: none");
  if (noise === "none") return;
  if (method !== "mahalanobis" && method !== "crossnobis") throw fail("noise", `none for ${method}`, noise);
  if (noise_per_fold && method !== "crossnobis") throw fail("noise_per_fold", "method: crossnobis", method);
  if (noise_from !== "residuals") return;
  if (!set.residuals) throw fail("noise_from", "repeats: these patterns have no residuals", "residuals");
  if (noise_per_fold && !set.residuals.folds) throw fail("noise_per_fold", "folds that are recordings", set.foldWords);
}

/**
 * What gives the noise precision of channels, from the patterns of one frame: of all channels, or of those in some
 * columns, as a searchlight asks for.
 *
 * @throws (the function) NumericError where a covariance cannot be estimated, or not inverted.
 */
export function noisePrecision(
  set: PatternSet,
  patterns: Patterns,
  { params, linalg }: { readonly params: DissimilarityParams; readonly linalg: LinalgProvider },
): (columns?: ArrayLike<number>) => NoisePrecision {
  const { noise: method, noise_from, noise_per_fold } = params;
  if (method === "none") return () => ({});
  const precision = (covariance: Matrix) => precisionOf(covariance, { linalg });
  const rowsOf = rowsByLabel(patterns.folds ?? []);
  const repeats = (columns: ArrayLike<number> | undefined, rows?: readonly number[]) => {
    const own = rows ? takeRows(patterns, rows) : patterns;
    const values = columns ? takeColumns(own.values, columns) : own.values;
    return precision(measurementCovariance({ values, conditions: own.conditions }, { method, linalg }));
  };
  if (noise_from === "repeats") {
    return (columns) =>
      noise_per_fold
        ? { noisePerFold: new Map([...rowsOf].map(([fold, rows]) => [fold, repeats(columns, rows)])) }
        : { noise: repeats(columns) };
  }
  const { folds, means } = set.residuals!;
  const of = (columns: ArrayLike<number> | undefined, fold?: string) => {
    const rows = completeResiduals(set, columns, fold === undefined ? undefined : (k) => folds![k] === fold);
    const degreesOfFreedom = rows.rows - means.get(fold ?? "")!;
    return precision(residualCovariance(rows, { method, linalg, degreesOfFreedom }));
  };
  return (columns) =>
    noise_per_fold
      ? { noisePerFold: new Map([...rowsOf.keys()].map((fold) => [fold, of(columns, fold)])) }
      : { noise: of(columns) };
}

/** Samples in which all of the channels have a value, samples × channels. */
function completeResiduals(
  { channels, id }: PatternSet,
  columns: ArrayLike<number> | undefined,
  isIn: ((sample: number) => boolean) | undefined,
): Matrix {
  const chosen = columns ? Array.from(columns, (column) => channels[column]!) : channels;
  const traces = chosen.map(({ residuals }) => residuals!);
  const length = traces[0]?.length ?? 0;
  if (traces.some((trace) => trace.length !== length)) {
    const next = "process the channels with a resample step first";
    const found = `samples of several clocks in ${id}`;
    throw new ArgumentError({ argument: "noise_from", expected: "residuals of one clock", found, next });
  }
  const samples = Array.from({ length }, (_, sample) => sample).filter(
    (sample) => (isIn?.(sample) ?? true) && traces.every((trace) => !Number.isNaN(trace[sample])),
  );
  const rows = matrix(samples.length, traces.length);
  for (const [row, sample] of samples.entries()) {
    for (const [column, trace] of traces.entries()) rows.values[row * traces.length + column] = trace[sample]!;
  }
  return rows;
}
