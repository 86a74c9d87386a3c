import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { transposed } from "../../linalg/views.js";
import { delays } from "../../signals/runs/delays.js";
import { checkDesign, checkRows } from "../ridge/check-inputs.js";

/** A temporal response function from p features to t targets. */
export interface MtrfModel {
  /** Samples. */
  readonly lags: Int32Array;
  readonly features: number;
  /** p (1 + lags) × t: first p constants, then the weights of all features at each lag. */
  readonly coefficients: Matrix;
}

/** Settings of {@link mtrfTrain}. */
export interface MtrfOptions {
  /** See `mtrfLags`. */
  readonly lags: Int32Array;
  /** λ > 0. */
  readonly lambda: number;
  readonly linalg: LinalgProvider;
}

/**
 * A temporal response function in the convention of the mTRF toolbox 1.5 (Crosse et al. 2016,
 * https://doi.org/10.3389/fnhum.2016.00604): the design has p constant columns, one per feature, and a block of p columns
 * per lag, 0 where a lag leaves the series. Every column is penalised, the constants too: W = (XᵀX + λ M)⁻¹ XᵀY, M the
 * unit matrix. With one feature M is tridiagonal instead, 2 on the diagonal (1 at its ends) and −1 beside it, which
 * penalises steps from lag to lag. To read the stimulus from the response give the response as x, and backward lags.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a penalty that is not positive, rows that do not match, and what is not finite.
 */
export function mtrfTrain(x: Matrix<Floats>, y: Matrix<Floats>, { lags, lambda, linalg }: MtrfOptions): MtrfModel {
  checkDesign(x);
  checkDesign(y, "y");
  checkRows(y.rows, x.rows, "y");
  if (!(lambda > 0 && Number.isFinite(lambda))) {
    throw new ArgumentError({ argument: "lambda", expected: "a number above 0", found: String(lambda) });
  }
  const design = mtrfDesign(x, lags);
  const system = linalg.gram(design);
  addPenalty(system, lambda, x.columns === 1);
  const right = linalg.multiply(transposed(design), { ...y, values: Float64Array.from(y.values) });
  const coefficients = solveCholesky(linalg, linalg.cholesky(system), right);
  return { lags, features: x.columns, coefficients };
}

/** What the model says of other series: n × t. */
export function mtrfPredict(
  x: Matrix<Floats>,
  { lags, features, coefficients }: MtrfModel,
  { linalg }: { readonly linalg: LinalgProvider },
): Matrix {
  if (x.columns !== features) {
    throw new ArgumentError({ argument: "x", expected: `${features} features`, found: String(x.columns) });
  }
  return linalg.multiply(mtrfDesign(x, lags), coefficients);
}

/** n × p (1 + lags): p columns of ones, then the lagged features, see {@link mtrfTrain}. */
export function mtrfDesign(x: Matrix<Floats>, lags: Int32Array): Matrix {
  const { rows, columns: features } = x;
  const lagged = delays(x, { lags });
  const design = matrix(rows, features + lagged.columns);
  for (let row = 0; row < rows; row++) {
    const start = row * design.columns;
    design.values.fill(1, start, start + features);
    design.values.set(lagged.values.subarray(row * lagged.columns, (row + 1) * lagged.columns), start + features);
  }
  return design;
}

function addPenalty({ rows, values }: Matrix, lambda: number, isTridiagonal: boolean): void {
  for (let j = 0; j < rows; j++) {
    const isEnd = j === 0 || j === rows - 1;
    values[j * rows + j]! += lambda * (isTridiagonal && !isEnd ? 2 : 1);
    if (!isTridiagonal || j === 0) continue;
    values[j * rows + j - 1]! -= lambda;
    values[(j - 1) * rows + j]! -= lambda;
  }
}
