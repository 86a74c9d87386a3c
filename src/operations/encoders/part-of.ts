import { columnsOf } from "../../encoders/column-selection.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowsAt } from "./encoder-data.js";

/**
 * Some rows and columns of a matrix, each once and in their order; the matrix itself where it is all of them, as a design
 * is too large to be copied for nothing.
 */
export function partOf(x: Matrix, rows: Int32Array, columns: readonly number[]): Matrix {
  const ofRows = rows.length === x.rows ? x : rowsAt(x, rows);
  return columns.length === x.columns ? ofRows : columnsOf(ofRows, columns);
}
