import { ArgumentError } from "../errors.js";
import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";

/** Rows of B that are used together: 64 rows of a few hundred columns stay in the cache. */
const blockRows = 64;

/**
 * C = A · B in float64, m × k times k × n, walked in blocks of rows of B so that they stay in the cache.
 *
 * @throws ArgumentError when A has not as many columns as B has rows.
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    throw new ArgumentError({ argument: "b", expected: `${a.columns} rows`, found: `${b.rows} × ${b.columns}` });
  }
  const [inner, columns] = [a.columns, b.columns];
  const product = matrix(a.rows, columns);
  for (let start = 0; start < inner; start += blockRows) {
    const end = Math.min(start + blockRows, inner);
    for (let row = 0; row < a.rows; row++) {
      for (let k = start; k < end; k++)
        addScaledRow(product.values, row * columns, b.values, k * columns, columns, a.values[row * inner + k]!);
    }
  }
  return product;
}

function addScaledRow(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  length: number,
  factor: number,
): void {
  for (let j = 0; j < length; j++) target[targetStart + j]! += factor * source[sourceStart + j]!;
}
