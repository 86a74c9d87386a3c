import { NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { zerosLike } from "../../linalg/zeros-like.js";
import type { Fold } from "../folds/fold.js";
import { rowsOf } from "../row-selection.js";

/** Settings of {@link leaveOutPredictors}. */
export interface LeaveOutPredictorsOptions {
  /** Of which each fits all rows that it does not predict. */
  readonly folds: readonly Fold[];
  /** Above 0. */
  readonly alphas: Float64Array;
  readonly intercept: boolean;
  /** An array of the precision that products are made in. */
  readonly like: Floats;
  readonly linalg: LinalgProvider;
}

/** What rounding may change a predictor by, as a share, before it is made from the equations of its own fold. */
const mostRounding = { single: 2 ** -27, double: 1e-11 } as const;

/**
 * What the targets of the rows that a fold fits are multiplied by to give predictions of the others, for every penalty,
 * one above the other, (penalties · m) × (n − m); for all folds from one inverse: with G = (K + α I)⁻¹ over all rows, the
 * rows T that are left out have the predictions −G_TT⁻¹ G_TR y_R from the other rows R, as G_TT⁻¹ G_T y is what their
 * prediction lacks (the leave-one-out formula for blocks of rows). With an intercept G is the inverse without its part along
 * the constants, and the predictor is that of targets less their mean over R. Undefined where rounding could be seen.
 *
 * @param kernel - K, n × n; with an intercept its rows and columns have the mean 0.
 */
export function leaveOutPredictors(
  kernel: Matrix,
  { folds, alphas, intercept, like, linalg }: LeaveOutPredictorsOptions,
): readonly Matrix<Floats>[] | undefined {
  const n = kernel.rows;
  const predictors = folds.map(({ train, test }) => {
    const rows = alphas.length * test.length;
    return { rows, columns: train.length, values: zerosLike(like, rows * train.length) };
  });
  const limit = like instanceof Float32Array ? mostRounding.single : mostRounding.double;
  const memory = new Float64Array(n * folds.reduce((most, { test }) => Math.max(most, test.length), 0));
  const shifted = copyOf(kernel);
  // constants are not in K: raised, so that what their α alone puts into the inverse is not most of what is taken away
  const lift = intercept ? traceOf(kernel) / n : 0;
  addToAll(shifted, lift / n);
  const inverse = matrix(n, n);
  const diagonal = Float64Array.from({ length: n }, (_, row) => shifted.values[row * (n + 1)]!);
  // the smallest penalty first: there rounding is largest
  for (const index of [...alphas.keys()].sort((a, b) => alphas[a]! - alphas[b]!)) {
    const alpha = alphas[index]!;
    for (let row = 0; row < n; row++) shifted.values[row * (n + 1)] = diagonal[row]! + alpha;
    if (!isInverted(shifted, inverse, linalg)) return undefined;
    const growth = largestOnDiagonal(shifted) * largestOnDiagonal(inverse);
    if (intercept) addToAll(inverse, -1 / (n * (lift + alpha)));
    for (const [place, { train, test }] of folds.entries()) {
      const own = between(inverse, test);
      const solving = matrix(test.length, test.length);
      if (!isInverted(own, solving, linalg)) return undefined;
      const rounding = Number.EPSILON * growth * largestOnDiagonal(own) * largestOnDiagonal(solving);
      if (!(rounding <= limit)) return undefined;
      const into = { rows: test.length, columns: n, values: memory.subarray(0, test.length * n) };
      linalg.multiply(negative(solving), rowsOf(inverse, test), { into });
      takeColumns(predictors[place]!, into, train, index * test.length);
    }
  }
  return predictors;
}

/** What {@link leaveOutPredictors} costs, in the units of `foldPredictorsCost`; as measured. */
export function leaveOutCost(folds: readonly Fold[], alphas: number): number {
  const parts = folds.map(({ train, test }) => [test.length, test.length + train.length] as const);
  const whole = (parts[0]?.[1] ?? 0) ** 3;
  return alphas * parts.reduce((sum, [m, n]) => sum + 2.5 * m ** 3 + 1.3 * m ** 2 * n, whole);
}

/** Whether a matrix is positive definite in double precision; its inverse is written into another one. */
function isInverted(a: Matrix, into: Matrix, linalg: LinalgProvider): boolean {
  try {
    linalg.invertPositive(a, { into });
    return true;
  } catch (error) {
    if (error instanceof NumericError) return false;
    throw error;
  }
}

/** Some rows of the same columns of a square matrix. */
function between({ columns: n, values }: Matrix, rows: Int32Array): Matrix {
  const part = matrix(rows.length, rows.length);
  let to = 0;
  for (const row of rows) for (const column of rows) part.values[to++] = values[row * n + column]!;
  return part;
}

function traceOf({ columns, values }: Matrix): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += columns + 1) sum += values[at]!;
  return sum;
}

function largestOnDiagonal({ columns, values }: Matrix): number {
  let largest = 0;
  for (let at = 0; at < values.length; at += columns + 1) largest = Math.max(largest, values[at]!);
  return largest;
}

function addToAll({ values }: Matrix, term: number): void {
  for (let at = 0; at < values.length; at++) values[at]! += term;
}

function negative(x: Matrix): Matrix {
  for (let at = 0; at < x.values.length; at++) x.values[at]! *= -1;
  return x;
}

/** Writes some columns of a matrix to the rows of another one from `top` on. */
function takeColumns(into: Matrix<Floats>, { rows, columns, values }: Matrix, chosen: Int32Array, top: number): void {
  for (let row = 0, to = top * into.columns; row < rows; row++) {
    const from = row * columns;
    for (let column = 0; column < chosen.length; column++, to++) into.values[to] = values[from + chosen[column]!]!;
  }
}
