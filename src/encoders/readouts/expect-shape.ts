import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";

/** @throws ArgumentError when a matrix is not of this shape. */
export function expectShape(
  argument: string,
  { rows, columns, values }: Matrix<Floats>,
  shape: readonly [rows: number, columns: number],
): void {
  if (rows === shape[0] && columns === shape[1] && values.length === rows * columns) return;
  const found = `${rows} × ${columns} of ${values.length} numbers`;
  throw new ArgumentError({ argument, expected: shape.join(" × "), found });
}
