import { squareTarget } from "./check-shapes.js";
import { matrix } from "./matrix.js";
import { mirrorUpper } from "./mirror-upper.js";
import type { LinalgProvider, Matrix, MatrixView } from "./provider.js";
import { block, transposed } from "./views.js";

/** Columns that are worked on together. */
const blockColumns = 128;

/**
 * A⁻¹ = L⁻ᵀ · L⁻¹ of A = L · Lᵀ, in blocks of columns, each without the zeros of triangles: n³ operations in all, of which
 * the factor takes a third (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 14.2).
 *
 * @param a - n × n, symmetric positive definite; its lower part is read.
 * @throws NumericError when A is not positive definite or holds what is not finite; ArgumentError when A is not square.
 */
export function invertPositive(
  a: MatrixView<Float64Array>,
  {
    linalg,
    into,
  }: {
    readonly linalg: Pick<LinalgProvider, "multiply" | "solveTriangular" | "cholesky">;
    readonly into?: Matrix | undefined;
  },
): Matrix {
  const inverse = squareTarget(a, into);
  const l = linalg.cholesky(a);
  const n = l.rows;
  const lower = matrix(n, n);
  for (let start = 0; start < n; start += blockColumns) {
    const width = Math.min(blockColumns, n - start);
    const unit = matrix(n - start, width);
    for (let k = 0; k < width; k++) unit.values[k * width + k] = 1;
    const rest = [start, n] as const;
    putBlock(lower, linalg.solveTriangular(block(l, { rows: rest, columns: rest }), unit), start, start);
  }
  for (let start = 0; start < n; start += blockColumns) {
    const end = Math.min(start + blockColumns, n);
    const rows = [start, n] as const;
    const above = transposed(block(lower, { rows, columns: [0, end] }));
    putBlock(inverse, linalg.multiply(above, block(lower, { rows, columns: [start, end] })), 0, start);
  }
  return mirrorUpper(inverse);
}

function putBlock(into: Matrix, { rows, columns, values }: Matrix, top: number, left: number): void {
  for (let row = 0; row < rows; row++) {
    into.values.set(values.subarray(row * columns, (row + 1) * columns), (top + row) * into.columns + left);
  }
}
