import { ArgumentError } from "../errors.js";
import type { Floats, Matrix } from "./provider.js";

/**
 * A matrix from values in row-major order, which are not copied; of zeros in double precision where none are given.
 *
 * @throws ArgumentError when the values are not rows × columns.
 */
export function matrix(rows: number, columns: number): Matrix;
export function matrix<V extends Floats>(rows: number, columns: number, values: V): Matrix<V>;
export function matrix(rows: number, columns: number, values?: Floats): Matrix<Floats> {
  if (!(Number.isInteger(rows) && Number.isInteger(columns) && rows >= 0 && columns >= 0)) {
    throw new ArgumentError({ argument: "shape", expected: "whole numbers from 0", found: `${rows} × ${columns}` });
  }
  if (values && values.length !== rows * columns) {
    const expected = `${rows} × ${columns} = ${rows * columns} numbers`;
    throw new ArgumentError({ argument: "values", expected, found: String(values.length) });
  }
  return { rows, columns, values: values ?? new Float64Array(rows * columns) };
}
