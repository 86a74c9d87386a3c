import type { Matrix } from "../../../linalg/provider.js";

/** Puts predictions of some rows into their places. */
export function putRows(into: Matrix, part: Matrix, rows: Int32Array, from: number): void {
  for (const [index, row] of rows.entries()) {
    const values = part.values.subarray(index * part.columns, (index + 1) * part.columns);
    into.values.set(values, row * into.columns + from);
  }
}
