import { FormatError } from "../errors.js";

/** Traces as the signals table stores them, filled block by block, and what narrowing them met. */
export interface TraceBlock {
  /** One per column; NaN where the source has no value. */
  readonly traces: readonly Float32Array[];
  /** Missing samples per column. */
  readonly missing: Int32Array;
  /** Samples per column that are infinite in the source, or too large for float32 and infinite here. */
  readonly infinite: Int32Array;
  /** Takes rows of a time × column block, row-major, the first of them at `firstRow`. */
  fill(firstRow: number, values: ArrayLike<number>): void;
  /** Takes whole traces, one after the other, the first of them at `firstColumn`. */
  fillColumns(firstColumn: number, values: ArrayLike<number>): void;
}

/** More samples than this in one block are no recording, but a damaged header. */
const maxSamples = 2 ** 28;

/**
 * Makes room for `width` traces of `length` samples.
 *
 * @throws FormatError for sizes that no recording has
 */
export function traceBlock(
  width: number,
  length: number,
  where: { readonly file: string; readonly place: string },
): TraceBlock {
  if (width * length > maxSamples) {
    const expected = `at most ${maxSamples} samples`;
    throw new FormatError({ ...where, expected, found: `${length} × ${width}` });
  }
  // one buffer for all: thousands of small ones cost the collector more than their bytes
  const samples = new Float32Array(width * length);
  const traces = Array.from({ length: width }, (_, column) => samples.subarray(column * length, (column + 1) * length));
  const missing = new Int32Array(width);
  const infinite = new Int32Array(width);

  /** Copies `count` values that lie `step` apart. */
  function copy(column: number, row: number, values: ArrayLike<number>, start: number, step: number, count: number) {
    const trace = traces[column]!;
    for (let index = 0, at = start; index < count; index++, at += step) {
      const value = Math.fround(values[at]!);
      trace[row + index] = value;
      if (!Number.isFinite(value)) {
        if (Number.isNaN(value)) missing[column]!++;
        else infinite[column]!++;
      }
    }
  }

  return {
    traces,
    missing,
    infinite,
    fill(firstRow, values) {
      const rows = Math.min(Math.floor(values.length / width), length - firstRow);
      for (let column = 0; column < width; column++) copy(column, firstRow, values, column, width, rows);
    },
    fillColumns(firstColumn, values) {
      const columns = Math.min(Math.floor(values.length / length), width - firstColumn);
      for (let column = 0; column < columns; column++)
        copy(firstColumn + column, 0, values, column * length, 1, length);
    },
  };
}
