import type { Floats, Matrix, MatrixView } from "../linalg/provider.js";
import { copyOf } from "../linalg/views.js";
import { addToRows } from "./add-to-rows.js";

/** A copy of x less one number per column. */
export function lessMeans<V extends Floats>(x: MatrixView<V>, means: Float64Array): Matrix<V> {
  const copy = copyOf(x);
  addToRows(
    copy,
    means.map((mean) => -mean),
  );
  return copy;
}
