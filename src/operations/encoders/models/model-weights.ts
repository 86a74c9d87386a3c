import { bandedWeights } from "../../../encoders/banded/banded-weights.js";
import { columnsOf } from "../../../encoders/column-selection.js";
import { poissonGlm } from "../../../encoders/models/poisson-glm.js";
import { interceptOf } from "../../../encoders/ridge/fit-weights.js";
import { ridge } from "../../../encoders/ridge/ridge.js";
import { scaleRows } from "../../../encoders/scale-matrix.js";
import { trainingScale } from "../../../encoders/training-scale.js";
import { matrix } from "../../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../../linalg/provider.js";
import type { EncoderParams } from "../encoder-params.js";
import { foldSpaces } from "./fold-spaces.js";

/** What weights are fitted to. */
export interface WeightProblem {
  /** n × p. */
  readonly x: Matrix;
  /** n × t. */
  readonly y: Matrix;
  /** The penalty of each target. */
  readonly alphas: readonly number[];
  /** The space of every column of x, from 0 on without a gap. */
  readonly spaceOf: readonly number[];
  /** For each target the weight of each space, where the model has such. */
  readonly spaceWeights: readonly Float64Array[];
  readonly params: EncoderParams;
  readonly linalg: LinalgProvider;
}

/** What predicts X W + b, of counts the logarithm of their rate, from features as they are. */
export interface ModelWeights {
  /** p × t. */
  readonly weights: Matrix<Floats>;
  /** b of each target; null without an intercept. */
  readonly intercept: Float64Array | null;
}

/** Weights of the features, fitted to all rows with penalties that are known. */
export const modelWeights: Readonly<Record<EncoderParams["model"], (problem: WeightProblem) => ModelWeights>> = {
  ridge({ x, y, alphas, params: { standardise: scale, intercept }, linalg }) {
    const fit = ridge(x, y, { alpha: alphas, scale, intercept, linalg });
    return { weights: fit.weights, intercept: fit.intercept ? Float64Array.from(fit.intercept) : null };
  },
  banded({ x, y, alphas, spaceOf, spaceWeights, params, linalg }) {
    const { factors, means, fold } = wholeScale(x, params);
    const { fitted } = foldSpaces({ x, spaceOf, params }, fold);
    const penalties = {
      candidates: spaceWeights,
      candidateIndex: Int32Array.from(spaceWeights.keys()),
      alphas: Float64Array.from(alphas),
    };
    const { spaces, intercept = null } = bandedWeights(fitted, y, { intercept: params.intercept, linalg, penalties });
    const weights = matrix(x.columns, y.columns);
    const taken = spaces.map(() => 0);
    for (const [column, space] of spaceOf.entries()) {
      const from = taken[space]!++ * y.columns;
      weights.values.set(spaces[space]!.values.subarray(from, from + y.columns), column * y.columns);
    }
    if (!params.standardise) return { weights, intercept };
    const scaled = scaleRows(weights, factors);
    return { weights: scaled, intercept: intercept && interceptOf(scaled, intercept, means) };
  },
  poisson({ x, y, alphas, params, linalg }) {
    const { fitted, factors, means } = wholeScale(x, params);
    const varying = [...factors.keys()].filter((column) => factors[column]! > 0);
    const design = columnsOf<Floats>(fitted, varying);
    const weights = matrix(x.columns, y.columns);
    const intercept = new Float64Array(y.columns);
    for (const [target, alpha] of alphas.entries()) {
      const counts = Float64Array.from({ length: y.rows }, (_, row) => y.values[row * y.columns + target]!);
      const fit = poissonGlm(design, counts, { penalty: alpha / y.rows, linalg });
      for (const [place, column] of varying.entries())
        weights.values[column * y.columns + target] = fit.weights[place]!;
      intercept[target] = fit.intercept;
    }
    const scaled = scaleRows(weights, factors);
    return { weights: scaled, intercept: interceptOf(scaled, intercept, means) };
  },
};

function wholeScale(x: Matrix, { standardise: scale }: EncoderParams) {
  const fold = { train: Int32Array.from({ length: x.rows }, (_, row) => row), test: new Int32Array(0) };
  return { fold, ...trainingScale(x, fold, { scale }) };
}
