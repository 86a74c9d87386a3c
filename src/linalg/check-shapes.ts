import { ArgumentError, NumericError } from "../errors.js";
import type { Floats, Matrix, MatrixView, ProductOptions } from "./provider.js";
import { checkView, fullView } from "./views.js";
import { zerosLike } from "./zeros-like.js";

/** What a product is written into: `into` where it is given, else zeros in the precision of the factors. */
export function productTarget<V extends Floats>(
  a: MatrixView<V>,
  b: MatrixView<V>,
  options: ProductOptions<V> = {},
): Matrix<V> {
  checkView(a, "a");
  checkView(b, "b");
  if (a.columns !== b.rows) {
    throw new ArgumentError({ argument: "b", expected: `${a.columns} rows`, found: `${b.rows} × ${b.columns}` });
  }
  checkPrecision("b", b.values, a.values);
  const [rows, columns] = [a.rows, b.columns];
  return target(rows, columns, options.into, [a.values, b.values]);
}

/** What the inverse of a square matrix is written into: `into` where it is given, else zeros. */
export function squareTarget(a: MatrixView<Float64Array>, into: Matrix | undefined): Matrix {
  checkSquare(a, "a");
  return target(a.rows, a.rows, into, [a.values]);
}

/** `into` where it has the shape, the precision of the factors and memory of its own; zeros where it is left out. */
function target<V extends Floats>(
  rows: number,
  columns: number,
  into: Matrix<V> | undefined,
  factors: readonly V[],
): Matrix<V> {
  const like = factors[0]!;
  if (into === undefined) {
    return { rows, columns, values: zerosLike(like, rows * columns) };
  }
  if (into.rows !== rows || into.columns !== columns || into.values.length !== rows * columns) {
    const found = `${into.rows} × ${into.columns} of ${into.values.length} numbers`;
    throw new ArgumentError({ argument: "into", expected: `${rows} × ${columns}, a whole array`, found });
  }
  checkPrecision("into", into.values, like);
  if (factors.some((values) => overlap(into.values, values))) {
    throw new ArgumentError({ argument: "into", expected: "memory of its own", found: "memory of a factor" });
  }
  return into;
}

function checkPrecision(argument: string, values: Floats, like: Floats): void {
  if (values.constructor === like.constructor) return;
  const [expected, found] = [like.constructor.name, values.constructor.name];
  throw new ArgumentError({ argument, expected, found });
}

function overlap(a: Floats, b: Floats): boolean {
  if (a.buffer !== b.buffer || a.length === 0 || b.length === 0) return false;
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}

/**
 * Refuses what `solveTriangular` cannot solve.
 *
 * @throws ArgumentError when L is not square, B has other rows, or one is not in double precision; NumericError when a
 *   diagonal entry of L is 0 or not finite.
 */
export function checkTriangular(l: MatrixView<Float64Array>, b: MatrixView<Float64Array>): void {
  checkSquare(l, "l");
  checkView(b, "b");
  if (b.rows !== l.rows) {
    throw new ArgumentError({ argument: "b", expected: `${l.rows} rows`, found: `${b.rows} × ${b.columns}` });
  }
  checkDouble(b, "b");
  const { rows, values, offset, rowStride, columnStride } = fullView(l);
  for (let i = 0; i < rows; i++) {
    const pivot = values[offset + i * (rowStride + columnStride)]!;
    if (pivot !== 0 && Number.isFinite(pivot)) continue;
    throw new NumericError({ quantity: "triangular system", reason: `diagonal entry ${i} is ${pivot}` });
  }
}

/** @throws ArgumentError when the view is not square, not in double precision, or leaves its array. */
export function checkSquare(view: MatrixView, argument: string): void {
  checkView(view, argument);
  checkDouble(view, argument);
  if (view.rows === view.columns) return;
  throw new ArgumentError({ argument, expected: "a square matrix", found: `${view.rows} × ${view.columns}` });
}

/** @throws ArgumentError when the view is not in double precision. */
export function checkDouble(view: MatrixView, argument: string): void {
  if (view.values instanceof Float64Array) return;
  throw new ArgumentError({ argument, expected: "Float64Array", found: view.values.constructor.name });
}
