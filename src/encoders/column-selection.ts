import type { Floats, Matrix } from "../linalg/provider.js";
import { zerosLike } from "../linalg/zeros-like.js";

/** Some columns of a matrix in the order given, copied. */
export function columnsOf<V extends Floats>(x: Matrix<V>, columns: ArrayLike<number>): Matrix<V> {
  const values = zerosLike(x.values, x.rows * columns.length);
  for (let row = 0, at = 0; row < x.rows; row++) {
    for (let index = 0; index < columns.length; index++, at++) {
      values[at] = x.values[row * x.columns + columns[index]!]!;
    }
  }
  return { rows: x.rows, columns: columns.length, values };
}
