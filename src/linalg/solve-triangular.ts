import { checkTriangular } from "./check-shapes.js";
import { multiply } from "./multiply.js";
import type { Matrix, MatrixView } from "./provider.js";
import { block, copyOf, type FullView, fullView, transposed } from "./views.js";

/** Rows that are solved one after the other; what they take from the others is a product. */
const blockRows = 64;

/**
 * X of L · X = B, or of Lᵀ · X = B, by substitution in blocks of rows (Golub and Van Loan, Matrix Computations, 4th
 * ed., section 3.1): what the rows known so far take from a block is one product, only within a block the rows are
 * worked on one by one.
 *
 * @param l - n × n, lower triangular; its upper part is not read.
 * @param b - n × m.
 * @param options.transposed - Solves with Lᵀ. Default: false.
 * @throws NumericError when a diagonal entry is 0 or not finite; ArgumentError when shapes do not fit.
 */
export function solveTriangular(
  l: MatrixView<Float64Array>,
  b: MatrixView<Float64Array>,
  options: { transposed?: boolean } = {},
): Matrix {
  checkTriangular(l, b);
  const x = copyOf(b);
  const n = l.rows;
  const starts = Array.from({ length: Math.ceil(n / blockRows) }, (_, k) => k * blockRows);
  if (options.transposed) {
    for (const start of starts.reverse()) {
      const end = Math.min(start + blockRows, n);
      subtractKnown(transposed(block(l, { rows: [end, n], columns: [start, end] })), x, [start, end], [end, n]);
      const diagonal = fullView(transposed(block(l, { rows: [start, end], columns: [start, end] })));
      for (let row = end - start - 1; row >= 0; row--) solveRow(diagonal, x, start, row, row + 1, end - start);
    }
  } else {
    for (const start of starts) {
      const end = Math.min(start + blockRows, n);
      subtractKnown(block(l, { rows: [start, end], columns: [0, start] }), x, [start, end], [0, start]);
      const diagonal = block(l, { rows: [start, end], columns: [start, end] });
      for (let row = 0; row < end - start; row++) solveRow(diagonal, x, start, row, 0, row);
    }
  }
  return x;
}

type Range = readonly [number, number];

/** Takes factor · X[known] from X[rows]. */
function subtractKnown(factor: MatrixView<Float64Array>, x: Matrix, rows: Range, known: Range): void {
  if (known[0] === known[1]) return;
  const product = multiply(factor, block(x, { rows: known })).values;
  const start = rows[0] * x.columns;
  for (let k = 0; k < product.length; k++) x.values[start + k]! -= product[k]!;
}

/** Row `row` of a block of X that begins at row `start`, when the rows from `from` to before `to` are known. */
function solveRow(
  diagonal: FullView<Float64Array>,
  x: Matrix,
  start: number,
  row: number,
  from: number,
  to: number,
): void {
  const { values, offset, rowStride, columnStride } = diagonal;
  const { columns, values: solution } = x;
  const target = (start + row) * columns;
  for (let k = from; k < to; k++) {
    const factor = values[offset + row * rowStride + k * columnStride]!;
    const source = (start + k) * columns;
    for (let j = 0; j < columns; j++) solution[target + j]! -= factor * solution[source + j]!;
  }
  const pivot = values[offset + row * (rowStride + columnStride)]!;
  for (let j = 0; j < columns; j++) solution[target + j]! /= pivot;
}
