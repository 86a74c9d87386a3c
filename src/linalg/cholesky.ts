import { NumericError } from "../errors.js";
import { checkSquare } from "./check-shapes.js";
import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix, MatrixView } from "./provider.js";
import { block, fullView, transposed } from "./views.js";

/** Columns that are factorised one after the other; the rest is products and triangular solves. */
const blockColumns = 64;

/**
 * The lower triangular L of A = L · Lᵀ, in blocks of columns from left to right (Golub and Van Loan, Matrix
 * Computations, 4th ed., section 4.2): a block takes what the columns before it contribute in one product, its
 * diagonal part is factorised by plain loops, and the part below it is one triangular solve.
 *
 * @param a - n × n, symmetric positive definite; its lower part is read.
 * @throws NumericError when A is not positive definite, with the row whose pivot is not above 0, or when its lower part
 *   holds what is not finite; ArgumentError when A is not square.
 */
export function cholesky(
  a: MatrixView<Float64Array>,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "solveTriangular"> },
): Matrix {
  checkSquare(a, "a");
  const l = lowerPart(a);
  const n = l.rows;
  for (let start = 0; start < n; start += blockColumns) {
    const end = Math.min(start + blockColumns, n);
    const columns = [start, end] as const;
    if (start > 0) {
      const before = block(l, { rows: [start, n], columns: [0, start] });
      subtractLower(l, start, linalg.multiply(before, transposed(block(before, { rows: [0, end - start] }))));
    }
    factoriseDiagonal(l, start, end);
    if (end === n) break;
    const below = transposed(block(l, { rows: [end, n], columns }));
    const solved = linalg.solveTriangular(block(l, { rows: columns, columns }), below);
    for (let i = end; i < n; i++) {
      for (let j = start; j < end; j++) l.values[i * n + j] = solved.values[(j - start) * solved.columns + i - end]!;
    }
  }
  return l;
}

function lowerPart(a: MatrixView<Float64Array>): Matrix {
  const { rows: n, values, offset, rowStride, columnStride } = fullView(a);
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = values[offset + i * rowStride + j * columnStride]!;
      if (!Number.isFinite(value)) {
        throw new NumericError({ quantity: "Cholesky factor", reason: `the matrix holds ${value} at (${i}, ${j})` });
      }
      l.values[i * n + j] = value;
    }
  }
  return l;
}

/** Takes the product from the block of columns that begins at (start, start), its lower part alone. */
function subtractLower(l: Matrix, start: number, product: Matrix): void {
  for (let i = 0; i < product.rows; i++) {
    const [to, from] = [(start + i) * l.columns + start, i * product.columns];
    const end = Math.min(i + 1, product.columns);
    for (let j = 0; j < end; j++) l.values[to + j]! -= product.values[from + j]!;
  }
}

/** Factorises the block from (start, start) to before (end, end) row by row. */
function factoriseDiagonal(l: Matrix, start: number, end: number): void {
  const { columns: n, values } = l;
  for (let i = start; i < end; i++) {
    for (let j = start; j <= i; j++) {
      let sum = values[i * n + j]!;
      for (let k = start; k < j; k++) sum -= values[i * n + k]! * values[j * n + k]!;
      if (j < i) {
        values[i * n + j] = sum / values[j * n + j]!;
        continue;
      }
      if (!(sum > 0 && Number.isFinite(sum))) {
        const reason = `the matrix is not positive definite: pivot ${i} is ${sum}`;
        throw new NumericError({ quantity: "Cholesky factor", reason, next: "add to its diagonal" });
      }
      values[i * n + i] = Math.sqrt(sum);
    }
  }
}
