import type { Floats, Matrix } from "../../linalg/provider.js";
import { zerosLike } from "../../linalg/zeros-like.js";

/** Writes columns of one matrix to places of another, from the column `from` on. */
export function putColumns(into: Matrix<Floats>, x: Matrix<Floats>, places: ArrayLike<number>, from = 0): void {
  for (let row = 0, at = 0; row < x.rows; row++) {
    for (let column = 0; column < x.columns; column++, at++) {
      into.values[row * into.columns + from + places[column]!] = x.values[at]!;
    }
  }
}

/** A matrix of the precision of an array, NaN everywhere. */
export function unknownMatrix(rows: number, columns: number, like: Floats): Matrix<Floats> {
  const values = zerosLike(like, rows * columns);
  return { rows, columns, values: values.fill(Number.NaN) as Floats };
}
