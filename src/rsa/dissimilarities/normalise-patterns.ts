import type { Matrix } from "../../linalg/provider.js";

/** Squares outside of these have overflown or lost digits. */
const [leastSquare, largestSquare] = [1e-270, 1e270];

/** Brings every row to length 1, in its place; rows of zeros stay. */
export function normalisePatterns(patterns: Matrix): Matrix {
  const { rows, columns, values } = patterns;
  for (let row = 0; row < rows; row++) {
    const unit = values.subarray(row * columns, (row + 1) * columns);
    const square = sumOfSquares(unit);
    if (square > leastSquare && square < largestSquare) scale(unit, 1 / Math.sqrt(square));
    else normaliseExtreme(unit);
  }
  return patterns;
}

/** By way of a row whose largest entry is 1. */
function normaliseExtreme(unit: Float64Array): void {
  const largest = unit.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return;
  for (let k = 0; k < unit.length; k++) unit[k]! /= largest;
  scale(unit, 1 / Math.sqrt(sumOfSquares(unit)));
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
  return sum;
}

function scale(values: Float64Array, factor: number): void {
  for (let k = 0; k < values.length; k++) values[k]! *= factor;
}
