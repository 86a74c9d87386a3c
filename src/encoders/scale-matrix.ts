import type { Floats, Matrix } from "../linalg/provider.js";

/** Multiplies every column by its factor, in place. */
export function scaleColumns<V extends Floats>(x: Matrix<V>, factors: ArrayLike<number>): Matrix<V> {
  const { rows, columns, values } = x;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) values[row * columns + column]! *= factors[column]!;
  }
  return x;
}

/** Multiplies every row by its factor, in place. */
export function scaleRows<V extends Floats>(x: Matrix<V>, factors: ArrayLike<number>): Matrix<V> {
  const { rows, columns, values } = x;
  for (let row = 0; row < rows; row++) {
    const factor = factors[row]!;
    for (let at = row * columns; at < (row + 1) * columns; at++) values[at]! *= factor;
  }
  return x;
}
