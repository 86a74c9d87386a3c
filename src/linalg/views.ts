import { ArgumentError } from "../errors.js";
import type { Floats, Matrix, MatrixView } from "./provider.js";
import { zerosLike } from "./zeros-like.js";

/** A view with its offset and strides spelled out. */
export interface FullView<V extends Floats = Floats> extends Matrix<V> {
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** The view with what was left out filled in: offset 0, rowStride `columns`, columnStride 1. */
export function fullView<V extends Floats>(view: MatrixView<V>): FullView<V> {
  const { rows, columns, values, offset = 0, rowStride = columns, columnStride = 1 } = view;
  return { rows, columns, values, offset, rowStride, columnStride };
}

/** Aᵀ: the same numbers with rows and columns exchanged, not copied. */
export function transposed<V extends Floats>(view: MatrixView<V>): FullView<V> {
  const { rows, columns, values, offset, rowStride, columnStride } = fullView(view);
  return { rows: columns, columns: rows, values, offset, rowStride: columnStride, columnStride: rowStride };
}

/** Rows and columns of a block, each from the first one to before the second; all where left out. */
export interface BlockRange {
  readonly rows?: readonly [number, number] | undefined;
  readonly columns?: readonly [number, number] | undefined;
}

/**
 * A block of a view, not copied.
 *
 * @throws ArgumentError when the range does not lie in the view.
 */
export function block<V extends Floats>(view: MatrixView<V>, range: BlockRange): FullView<V> {
  const full = fullView(view);
  const [firstRow, rowEnd] = range.rows ?? [0, full.rows];
  const [firstColumn, columnEnd] = range.columns ?? [0, full.columns];
  checkRange("rows", firstRow, rowEnd, full.rows);
  checkRange("columns", firstColumn, columnEnd, full.columns);
  return {
    ...full,
    rows: rowEnd - firstRow,
    columns: columnEnd - firstColumn,
    offset: full.offset + firstRow * full.rowStride + firstColumn * full.columnStride,
  };
}

function checkRange(argument: string, from: number, to: number, size: number): void {
  if (Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= size) return;
  throw new ArgumentError({ argument, expected: `a range in 0 to ${size}`, found: `${from} to ${to}` });
}

/** Whether the entries lie one after the other, row by row; the array may hold more before and behind them. */
export function isContiguous(view: MatrixView): boolean {
  const { rows, columns, rowStride, columnStride } = fullView(view);
  if (rows === 0 || columns === 0) return true;
  return (columns === 1 || columnStride === 1) && (rows === 1 || rowStride === columns);
}

/**
 * Refuses a view whose shape is no shape or that leaves its array.
 *
 * @param argument - How the error names it.
 * @throws ArgumentError
 */
export function checkView(view: MatrixView, argument: string): void {
  const { rows, columns, values, offset, rowStride, columnStride } = fullView(view);
  const whole = [rows, columns, offset, rowStride, columnStride].every((value) => Number.isSafeInteger(value));
  if (!whole || rows < 0 || columns < 0 || offset < 0) {
    const found = `${rows} × ${columns}, offset ${offset}, strides ${rowStride} and ${columnStride}`;
    throw new ArgumentError({ argument, expected: "a shape, an offset and strides of whole numbers", found });
  }
  if (rows === 0 || columns === 0) return;
  const [down, along] = [(rows - 1) * rowStride, (columns - 1) * columnStride];
  const lowest = offset + Math.min(0, down) + Math.min(0, along);
  const highest = offset + Math.max(0, down) + Math.max(0, along);
  if (lowest >= 0 && highest < values.length) return;
  const expected = `entries within its array of ${values.length}`;
  throw new ArgumentError({ argument, expected, found: `entries from ${lowest} to ${highest}` });
}

/** The view itself as a matrix where its entries are a whole array in order, else a copy. */
export function contiguous<V extends Floats>(view: MatrixView<V>): Matrix<V> {
  const { rows, columns, values, offset } = fullView(view);
  if (isContiguous(view) && offset === 0 && values.length === rows * columns) return { rows, columns, values };
  return copyOf(view);
}

/** A copy of the view's entries, row by row. */
export function copyOf<V extends Floats>(view: MatrixView<V>): Matrix<V> {
  const { rows, columns, values, offset, rowStride, columnStride } = fullView(view);
  if (isContiguous(view)) return { rows, columns, values: values.slice(offset, offset + rows * columns) as V };
  const copied = zerosLike(values, rows * columns);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = offset + row * rowStride;
    for (let column = 0; column < columns; column++, from += columnStride) copied[to++] = values[from]!;
  }
  return { rows, columns, values: copied };
}
