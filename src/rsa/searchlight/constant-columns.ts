import type { Matrix } from "../../linalg/provider.js";

/** Per column, 1 where all values that are there are equal. */
export function constantColumns({ rows, columns, values }: Matrix): Uint8Array {
  const constant = new Uint8Array(columns).fill(1);
  const first = new Float64Array(columns).fill(Number.NaN);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first[column]!)) first[column] = value;
      else if (value !== first[column]!) constant[column] = 0;
    }
  }
  return constant;
}
