import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkRidge } from "./check-ridge.js";
import { knownRows } from "./known-rows.js";
import { nonNegativeSolution } from "./non-negative-solution.js";
import { normalSolver } from "./normal-solver.js";
import { dot } from "./orthonormal-basis.js";

/** Settings of {@link regressRdms}. */
export interface RegressRdmsOptions {
  /** Whether a constant is fitted along. Default: true. */
  readonly intercept?: boolean | undefined;
  /** Whether average ranks stand for dissimilarities, on both sides. Default: false. */
  readonly ranked?: boolean | undefined;
  /** Whether weights may not be below 0. Default: false. */
  readonly nonNegative?: boolean | undefined;
  /** What is added to the diagonal of the normal equations; the intercept is not drawn to 0. Default: 0. */
  readonly ridge?: number | undefined;
}

/** RDMs of data as sums of model RDMs. */
export interface RdmRegression {
  /** Models × RDMs of data. */
  readonly weights: Matrix;
  /** One per RDM of data; 0 where none was fitted. */
  readonly intercepts: Float64Array;
  /** 1 − Σ residual² / Σ (d − d̄)², without an intercept Σ d² below; NaN for data without variation. */
  readonly rSquared: Float64Array;
}

/**
 * Least squares of each RDM of data on the model RDMs, over the pairs that are known in all.
 *
 * @throws NumericError when the models are linearly dependent and there is no ridge; ArgumentError when models and data
 *   differ in conditions, or the ridge is below 0.
 */
export function regressRdms(models: RdmVectors, data: RdmVectors, options: RegressRdmsOptions = {}): RdmRegression {
  const { intercept = true, ranked = false, nonNegative = false, ridge = 0 } = options;
  checkRidge(ridge);
  const plain = knownRows(models, data, { ranked, centred: false });
  const rows = intercept ? knownRows(models, data, { ranked, centred: true }) : plain;
  const count = models.nRdms;
  const gram = matrix(count, count);
  rows.models.forEach((a, i) => {
    rows.models.forEach((b, j) => {
      gram.values[i * count + j] = dot(a, b) + (i === j ? ridge : 0);
    });
  });
  const solve = nonNegative ? (target: Float64Array) => nonNegativeSolution(gram, target) : normalSolver(gram);
  const weights = matrix(count, data.nRdms);
  const [intercepts, rSquared] = [new Float64Array(data.nRdms), new Float64Array(data.nRdms)];
  rows.data.forEach((vector, rdm) => {
    const solved = solve(Float64Array.from(rows.models, (model) => dot(model, vector)));
    solved.forEach((weight, k) => {
      weights.values[k * data.nRdms + rdm] = weight;
    });
    const rest = vector.map((value, pair) =>
      solved.reduce((sum, weight, k) => sum - weight * rows.models[k]![pair]!, value),
    );
    const total = dot(vector, vector);
    rSquared[rdm] = total > 0 ? 1 - dot(rest, rest) / total : Number.NaN;
    const left = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    if (intercept) {
      intercepts[rdm] = solved.reduce(
        (sum, weight, k) => sum - weight * left(plain.models[k]!),
        left(plain.data[rdm]!),
      );
    }
  });
  return { weights, intercepts, rSquared };
}
