import { ArgumentError, NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { checkDesign, checkRows } from "../ridge/check-inputs.js";
import { samePrecision } from "../same-precision.js";

/** Settings of {@link poissonGlm}. */
export interface PoissonGlmOptions {
  readonly linalg: LinalgProvider;
  /** λ ≥ 0 of (λ / 2) ‖w‖², against the mean loss of a sample. Default: 0. */
  readonly penalty?: number | undefined;
  /** Known part of the logarithm of the rate, one number per sample: ln of the exposure, for example. Default: none. */
  readonly offset?: ArrayLike<number> | undefined;
  /** Steps before it gives up. Default: 100. */
  readonly mostSteps?: number | undefined;
}

/** A fitted Poisson model of one unit. */
export interface PoissonGlmFit {
  /** b of μ = exp(b + X w + offset). */
  readonly intercept: number;
  /** p. */
  readonly weights: Float64Array;
  /** Newton steps taken. */
  readonly steps: number;
}

/** The loss may grow by this share and still count as not growing: it is rounding. */
const rounding = 1e-12;

/**
 * Poisson regression of counts with the logarithm as link (McCullagh and Nelder 1989; Paninski 2004,
 * https://doi.org/10.1088/0954-898X_15_4_002): minimises mean(μ − y η) + (λ / 2) ‖w‖², η = b + X w + offset, μ = exp(η),
 * by Newton's method with halved steps where a whole one would not lower the loss. The intercept is free.
 *
 * @param x - n samples × p features.
 * @param counts - n whole or broken numbers ≥ 0.
 * @throws ArgumentError for counts that are negative or missing, all zero, or rows that do not match; NumericError when
 *   features explain each other and there is no penalty, or it does not settle.
 */
export function poissonGlm(x: Matrix<Floats>, counts: ArrayLike<number>, options: PoissonGlmOptions): PoissonGlmFit {
  const { linalg, penalty = 0, offset, mostSteps = 100 } = options;
  checkDesign(x);
  checkCounts(counts, x.rows);
  if (offset) checkOffset(offset, x.rows);
  if (!(penalty >= 0)) throw new ArgumentError({ argument: "penalty", expected: "0 or more", found: String(penalty) });
  // less the means the constant does not depend on the weights, which keeps the digits of features far from 0
  const means = columnMeans(x);
  const design = withConstant(x, means);
  const problem = { design, counts, offset, penalty };
  const start = new Float64Array(design.columns);
  start[0] = startingConstant(counts, offset);
  let state = stateAt(problem, start);
  for (let step = 1; step <= mostSteps; step++) {
    const { gradient, hessian } = derivatives(problem, state, linalg);
    const move = newtonStep(hessian, gradient, linalg);
    // half of the squared Newton decrement is what the loss is still above its least value, nearly
    const decrement = gradient.reduce((sum, value, j) => sum + value * move[j]!, 0);
    if (decrement / 2 <= 1e-12 * Math.max(1, Math.abs(state.loss))) {
      // steps double the right digits here: the last one is as good as can be
      return fitOf(moved(state.coefficients, move, 1), means, step);
    }
    const next = lineSearch(problem, state, move);
    if (next === undefined) return fitOf(state.coefficients, means, step);
    state = next;
  }
  const reason = `did not settle in ${mostSteps} steps`;
  throw new NumericError({ quantity: "weights", reason, next: "give a penalty, or scale the features" });
}

interface Problem {
  /** n × (1 + p), the first column 1. */
  readonly design: Matrix;
  readonly counts: ArrayLike<number>;
  readonly offset: ArrayLike<number> | undefined;
  readonly penalty: number;
}

interface State {
  readonly coefficients: Float64Array;
  readonly rates: Float64Array;
  readonly loss: number;
}

function stateAt({ design, counts, offset, penalty }: Problem, coefficients: Float64Array): State {
  const { rows, columns, values } = design;
  const rates = new Float64Array(rows);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    let eta = offset?.[row] ?? 0;
    for (let j = 0; j < columns; j++) eta += values[row * columns + j]! * coefficients[j]!;
    rates[row] = Math.exp(eta);
    loss += (rates[row]! - counts[row]! * eta) / rows;
  }
  for (let j = 1; j < columns; j++) loss += (penalty / 2) * coefficients[j]! ** 2;
  return { coefficients, rates, loss };
}

function derivatives({ design, counts, penalty }: Problem, { coefficients, rates }: State, linalg: LinalgProvider) {
  const { rows, columns, values } = design;
  const gradient = coefficients.map((value, j) => (j === 0 ? 0 : penalty * value));
  const weighted = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [residual, root] = [(rates[row]! - counts[row]!) / rows, Math.sqrt(rates[row]! / rows)];
    for (let at = row * columns, j = 0; j < columns; j++, at++) {
      gradient[j]! += residual * values[at]!;
      weighted[at] = root * values[at]!;
    }
  }
  const hessian = linalg.gram(matrix(rows, columns, weighted));
  for (let j = 1; j < columns; j++) hessian.values[j * columns + j]! += penalty;
  return { gradient, hessian };
}

function newtonStep(hessian: Matrix, gradient: Float64Array, linalg: LinalgProvider): Float64Array {
  try {
    const factor = linalg.cholesky(hessian);
    return solveCholesky(linalg, factor, matrix(gradient.length, 1, gradient)).values;
  } catch (cause) {
    if (!(cause instanceof NumericError)) throw cause;
    const reason = "features explain each other, or a rate goes to 0";
    throw new NumericError({ quantity: "weights", reason, next: "give a penalty, or leave features out", cause });
  }
}

function lineSearch(problem: Problem, state: State, move: Float64Array): State | undefined {
  for (let length = 1; length > 1e-10; length /= 2) {
    const next = stateAt(problem, moved(state.coefficients, move, length));
    if (next.loss <= state.loss + rounding * Math.abs(state.loss)) return next;
  }
  return undefined;
}

function moved(coefficients: Float64Array, move: Float64Array, length: number): Float64Array {
  return coefficients.map((value, j) => value - length * move[j]!);
}

function fitOf(coefficients: Float64Array, means: Float64Array, steps: number): PoissonGlmFit {
  const weights = coefficients.slice(1);
  const intercept = weights.reduce((sum, weight, j) => sum - weight * means[j]!, coefficients[0]!);
  return { intercept, weights, steps };
}

function withConstant(x: Matrix<Floats>, means: Float64Array): Matrix {
  const { rows, columns, values } = lessMeans(samePrecision(x, means), means);
  const design = matrix(rows, columns + 1);
  for (let row = 0; row < rows; row++) {
    design.values[row * (columns + 1)] = 1;
    design.values.set(values.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  }
  return design;
}

function startingConstant(counts: ArrayLike<number>, offset: ArrayLike<number> | undefined): number {
  let [sum, exposure] = [0, 0];
  for (let row = 0; row < counts.length; row++) {
    sum += counts[row]!;
    exposure += Math.exp(offset?.[row] ?? 0);
  }
  return Math.log(sum / exposure);
}

function checkOffset(offset: ArrayLike<number>, rows: number): void {
  checkRows(offset.length, rows, "offset");
  const row = Array.from(offset).findIndex((value) => !Number.isFinite(value));
  if (row < 0) return;
  throw new ArgumentError({ argument: "offset", expected: "numbers", found: `${offset[row]} in row ${row}` });
}

function checkCounts(counts: ArrayLike<number>, rows: number): void {
  checkRows(counts.length, rows, "counts");
  const list = Array.from(counts);
  const wrong = list.findIndex((count) => !(count >= 0 && Number.isFinite(count)));
  if (wrong >= 0) {
    const found = `${list[wrong]} in row ${wrong}`;
    throw new ArgumentError({ argument: "counts", expected: "numbers from 0", found });
  }
  if (list.some((count) => count > 0)) return;
  throw new ArgumentError({ argument: "counts", expected: "at least one event", found: "none" });
}
