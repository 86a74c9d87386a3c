import { ArgumentError } from "../../errors.js";
import type { Floats, MatrixView } from "../../linalg/provider.js";
import { copyOf, fullView } from "../../linalg/views.js";
import type { BlasLibrary } from "./blas-library.js";

/** A view as BLAS takes it: rows of `leading` numbers one after the other, of the matrix or of its transpose. */
export interface Operand<V extends Floats> {
  readonly values: V;
  readonly transposed: boolean;
  /** Distance between the rows that are stored. */
  readonly leading: number;
}

/** A view for BLAS: its own memory where one of its strides is 1, else a copy. The view was checked. */
export function operand<V extends Floats>(view: MatrixView<V>, { largestInteger, title }: BlasLibrary): Operand<V> {
  const stored = storedRows(view);
  const largest = Math.max(view.rows, view.columns, stored.leading);
  if (largest <= largestInteger) return stored;
  const expected = `strides and sizes up to ${largestInteger}, the largest integer of ${title}`;
  const next = "name a library of 64-bit integers by NEUROLOOM_BLAS";
  throw new ArgumentError({ argument: "matrix", expected, found: String(largest), next });
}

function storedRows<V extends Floats>(view: MatrixView<V>): Operand<V> {
  const { rows, columns, values, offset, rowStride, columnStride } = fullView(view);
  if ((columnStride === 1 || columns === 1) && (rowStride >= columns || rows === 1)) {
    return { values: from(values, offset), transposed: false, leading: rows === 1 ? columns : rowStride };
  }
  if ((rowStride === 1 || rows === 1) && (columnStride >= rows || columns === 1)) {
    return { values: from(values, offset), transposed: true, leading: columns === 1 ? rows : columnStride };
  }
  return { values: copyOf(view).values, transposed: false, leading: columns };
}

function from<V extends Floats>(values: V, offset: number): V {
  return offset === 0 ? values : (values.subarray(offset) as V);
}
