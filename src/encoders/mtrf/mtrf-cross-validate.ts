import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { correlation, negativeMeanSquaredError } from "../column-scores.js";
import { checkRows } from "../ridge/check-inputs.js";
import { type MtrfModel, mtrfDesign, mtrfTrain } from "./mtrf-model.js";

/** One trial: features and targets of the same samples. */
export interface MtrfTrial {
  readonly x: Matrix<Floats>;
  readonly y: Matrix<Floats>;
}

/** Scores of one trial with one penalty. */
export interface MtrfScores {
  /** Pearson's r per target. */
  readonly r: Float64Array;
  /** Mean squared error per target. */
  readonly mse: Float64Array;
}

/** What {@link mtrfCrossValidate} found. */
export interface MtrfCrossValidation {
  /** By trial, then by penalty. */
  readonly scores: readonly (readonly MtrfScores[])[];
  /** The model of each trial by itself, by trial, then by penalty. */
  readonly models: readonly (readonly MtrfModel[])[];
}

/** Settings of {@link mtrfCrossValidate}. */
export interface MtrfCrossValidateOptions {
  readonly lags: Int32Array;
  /** λ > 0. */
  readonly lambdas: readonly number[];
  readonly linalg: LinalgProvider;
}

/**
 * Leave-one-trial-out in the convention of the mTRF toolbox 1.5: a model is fitted to every trial by itself, and a trial
 * is predicted with the mean of the other trials' weights. This is not a fit to the other trials together.
 *
 * @throws ArgumentError when there are fewer than two trials; what `mtrfTrain` throws.
 */
export function mtrfCrossValidate(
  trials: readonly MtrfTrial[],
  options: MtrfCrossValidateOptions,
): MtrfCrossValidation {
  const { lags, lambdas, linalg } = options;
  const models = modelsOf(trials, options);
  const scores = trials.map(({ x, y }, left) => {
    const design = mtrfDesign(x, lags);
    return lambdas.map((_, lambda) => scoresOf(y, linalg.multiply(design, meanWithout(models, left, lambda))));
  });
  return { scores, models };
}

/** Scores of two streams: by trial, then by penalty of the first, then by penalty of the second stream. */
export type MtrfMultiScores = readonly (readonly (readonly MtrfScores[])[])[];

/**
 * The same with two streams that share their features: each has models of its own, with a penalty of its own, and a trial
 * is predicted with the sum of the mean weights of both over the other trials.
 *
 * @param first - Trials; their targets are those that are scored.
 * @param second - As many trials, with the same features.
 * @throws ArgumentError when the numbers of trials differ; what `mtrfCrossValidate` throws.
 */
export function mtrfMultiCrossValidate(
  first: readonly MtrfTrial[],
  second: readonly MtrfTrial[],
  options: MtrfCrossValidateOptions,
): MtrfMultiScores {
  checkRows(second.length, first.length, "second");
  const { lags, lambdas, linalg } = options;
  const predictions = [first, second].map((trials) => {
    const models = modelsOf(trials, options);
    return first.map(({ x }, left) => {
      const design = mtrfDesign(x, lags);
      return lambdas.map((_, lambda) => linalg.multiply(design, meanWithout(models, left, lambda)));
    });
  });
  return first.map(({ y }, left) => {
    const [one, other] = predictions.map((list) => list[left]!);
    return one!.map((a) => other!.map((b) => scoresOf(y, sumOf(a, b))));
  });
}

function modelsOf(
  trials: readonly MtrfTrial[],
  { lags, lambdas, linalg }: MtrfCrossValidateOptions,
): readonly (readonly MtrfModel[])[] {
  if (trials.length < 2) {
    throw new ArgumentError({ argument: "trials", expected: "at least two", found: String(trials.length) });
  }
  return trials.map(({ x, y }) => lambdas.map((lambda) => mtrfTrain(x, y, { lags, lambda, linalg })));
}

/** The mean of the weights of all trials but one. */
function meanWithout(models: readonly (readonly MtrfModel[])[], left: number, lambda: number): Matrix {
  const others = models.filter((_, trial) => trial !== left).map((list) => list[lambda]!.coefficients);
  const values = new Float64Array(others[0]!.values.length);
  for (const one of others) for (const [at, value] of one.values.entries()) values[at]! += value / others.length;
  return { ...others[0]!, values };
}

function sumOf(a: Matrix, b: Matrix): Matrix {
  return { ...a, values: a.values.map((value, index) => value + b.values[index]!) };
}

function scoresOf(measured: Matrix<Floats>, predicted: Matrix): MtrfScores {
  const mse = negativeMeanSquaredError(measured, predicted).map((value) => -value);
  return { r: correlation(measured, predicted), mse };
}
