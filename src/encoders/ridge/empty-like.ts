import type { Floats, Matrix } from "../../linalg/provider.js";

/** A matrix of zeros in the precision of given values. */
export function emptyLike(values: Floats, rows: number, columns: number): Matrix<Floats> {
  return { rows, columns, values: new (values.constructor as new (length: number) => Floats)(rows * columns) };
}
