import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";

/** Row k, not copied. */
export function rowOf({ columns, values }: Matrix, k: number): Float64Array {
  return values.subarray(k * columns, (k + 1) * columns);
}

/** A matrix of the rows in the order that is given, copied. */
export function rowsInOrder(rows: Matrix, order: readonly number[]): Matrix {
  const sorted = matrix(order.length, rows.columns);
  order.forEach((from, to) => {
    sorted.values.set(rowOf(rows, from), to * rows.columns);
  });
  return sorted;
}

/** The numbers of the values from the lowest to the highest. */
export function risingOrder(values: Float64Array): number[] {
  return Array.from(values, (_, k) => k).sort((i, j) => values[i]! - values[j]! || i - j);
}

/** Two blocks on the diagonal of a matrix of zeros; `gap` rows and columns between them. */
export function onDiagonal(first: Matrix, second: Matrix, gap = 0): Matrix {
  const [rows, columns] = [first.rows + gap + second.rows, first.columns + gap + second.columns];
  const result = matrix(rows, columns);
  for (let k = 0; k < first.rows; k++) result.values.set(rowOf(first, k), k * columns);
  for (let k = 0; k < second.rows; k++) {
    result.values.set(rowOf(second, k), (first.rows + gap + k) * columns + first.columns + gap);
  }
  return result;
}

/** Divides every row by its length. */
export function normaliseRows({ rows, columns, values }: Matrix): void {
  for (let k = 0; k < rows; k++) {
    let square = 0;
    for (let j = k * columns; j < (k + 1) * columns; j++) square += values[j]! * values[j]!;
    const norm = Math.sqrt(square);
    for (let j = k * columns; j < (k + 1) * columns; j++) values[j]! /= norm;
  }
}

/** The rows of one above those of the other. */
export function stacked(first: Matrix, second: Matrix): Matrix {
  const values = new Float64Array(first.values.length + second.values.length);
  values.set(first.values);
  values.set(second.values, first.values.length);
  return matrix(first.rows + second.rows, first.columns, values);
}
