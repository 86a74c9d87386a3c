import type { Matrix } from "../../../linalg/provider.js";
import type { UnknownReason } from "../rdm.js";

/**
 * Takes the mean of every column over the usable rows out of them, in their place: differences of rows stay, and their
 * products lose no digits to an offset that all rows share. Rows that are refused become 0.
 */
export function centreColumns(patterns: Matrix, refusals: readonly (UnknownReason | null)[]): Matrix {
  const { columns, values } = patterns;
  const mean = new Float64Array(columns);
  let usable = 0;
  refusals.forEach((refusal, row) => {
    if (refusal) return;
    usable++;
    addTo(mean, values, row * columns);
  });
  for (let k = 0; k < columns; k++) mean[k]! /= usable;
  refusals.forEach((refusal, row) => {
    if (refusal) values.fill(0, row * columns, (row + 1) * columns);
    else subtractFrom(values, row * columns, mean);
  });
  return patterns;
}

function addTo(sum: Float64Array, values: Float64Array, start: number): void {
  for (let k = 0; k < sum.length; k++) sum[k]! += values[start + k]!;
}

function subtractFrom(values: Float64Array, start: number, mean: Float64Array): void {
  for (let k = 0; k < mean.length; k++) values[start + k]! -= mean[k]!;
}
