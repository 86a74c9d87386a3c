import type { Floats, MatrixView } from "../linalg/provider.js";
import { copyOf, fullView, isContiguous } from "../linalg/views.js";

/** A score of every target from what was measured and what was predicted, m × t each; higher is better. */
export type ColumnScore = (measured: MatrixView<Floats>, predicted: MatrixView<Floats>) => Float64Array;

/** −Σ (y − ŷ)² / m. */
export const negativeMeanSquaredError: ColumnScore = (measured, predicted) =>
  squaredErrors(measured, predicted).map((sum) => -sum / measured.rows);

/** R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², ȳ the mean of these rows; 0 for a target that does not vary in them. */
export const determination: ColumnScore = (measured, predicted) => {
  const { squares, varies } = deviations(measured);
  return squaredErrors(measured, predicted).map((sum, target) => (varies[target] ? 1 - sum / squares[target]! : 0));
};

/** Pearson's r of every target; 0 where it, or its prediction, does not vary. */
export const correlation: ColumnScore = (measured, predicted) => {
  const [y, p] = [deviations(measured), deviations(predicted)];
  const { rows, columns } = measured;
  const [a, b] = [entriesOf(measured), entriesOf(predicted)];
  const products = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let target = 0; target < columns; target++, at++) {
      products[target]! += (a[at]! - y.means[target]!) * (b[at]! - p.means[target]!);
    }
  }
  return products.map((sum, target) =>
    y.varies[target] && p.varies[target] ? sum / Math.sqrt(y.squares[target]! * p.squares[target]!) : 0,
  );
};

/** The scores by which a penalty can be chosen. */
export const columnScores = {
  /** See {@link negativeMeanSquaredError}. */
  mse: negativeMeanSquaredError,
  /** See {@link determination}. */
  r2: determination,
  /** See {@link correlation}. */
  correlation,
} as const;

/** Name of a score by which a penalty can be chosen. */
export type ColumnScoreName = keyof typeof columnScores;

/** Four rows at a time: a sum is read and written once for all of them. */
function squaredErrors(measured: MatrixView<Floats>, predicted: MatrixView<Floats>): Float64Array {
  const { rows, columns } = measured;
  const [a, b] = [entriesOf(measured), entriesOf(predicted)];
  const sums = new Float64Array(columns);
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) {
    for (let target = 0, at = row * columns; target < columns; target++, at++) {
      const first = a[at]! - b[at]!;
      const second = a[at + columns]! - b[at + columns]!;
      const third = a[at + 2 * columns]! - b[at + 2 * columns]!;
      const fourth = a[at + 3 * columns]! - b[at + 3 * columns]!;
      sums[target]! += first * first + second * second + third * third + fourth * fourth;
    }
  }
  for (let row = whole, at = whole * columns; row < rows; row++) {
    for (let target = 0; target < columns; target++, at++) sums[target]! += (a[at]! - b[at]!) ** 2;
  }
  return sums;
}

/** The mean of every column, the sum of squared deviations from it, and whether there is any. */
function deviations(x: MatrixView<Floats>) {
  const { rows, columns } = x;
  const values = entriesOf(x);
  const means = new Float64Array(columns);
  const varies = new Uint8Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      means[column]! += values[at]! / rows;
      if (values[at] !== values[column]) varies[column] = 1;
    }
  }
  const squares = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) squares[column]! += (values[at]! - means[column]!) ** 2;
  }
  return { means, squares, varies };
}

/** The entries row by row. */
function entriesOf(view: MatrixView<Floats>): Floats {
  if (!isContiguous(view)) return copyOf(view).values;
  const { offset, rows, columns } = fullView(view);
  return view.values.subarray(offset, offset + rows * columns);
}
