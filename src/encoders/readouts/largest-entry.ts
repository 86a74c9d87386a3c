import type { Matrix } from "../../linalg/provider.js";

/** A map of one position: the row of a P × C matrix that holds its largest entry by size, the first of equals. */
export function largestEntry({ rows, columns, values }: Matrix): Float64Array {
  let largest = 0;
  for (let at = 1; at < values.length; at++) {
    if (Math.abs(values[at]!) > Math.abs(values[largest]!)) largest = at;
  }
  const map = new Float64Array(rows);
  map[Math.floor(largest / columns)] = 1;
  return map;
}
