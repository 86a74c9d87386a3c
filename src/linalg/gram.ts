import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";

/** Rows of A and columns of the result that are worked on together. */
const blockRows = 64;
const blockColumns = 64;

/**
 * G = Aᵀ · A in float64, n × n for A of m × n. The upper triangle is computed in blocks that stay in the cache, the
 * lower one is its mirror image, so that G is exactly symmetric.
 */
export function gram(a: Matrix): Matrix {
  const n = a.columns;
  const result = matrix(n, n);
  for (let rowStart = 0; rowStart < a.rows; rowStart += blockRows) {
    const rowEnd = Math.min(rowStart + blockRows, a.rows);
    for (let iStart = 0; iStart < n; iStart += blockColumns) {
      for (let jStart = iStart; jStart < n; jStart += blockColumns)
        addBlock(a, result.values, rowStart, rowEnd, iStart, jStart);
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) result.values[i * n + j] = result.values[j * n + i]!;
  return result;
}

function addBlock(
  a: Matrix,
  target: Float64Array,
  rowStart: number,
  rowEnd: number,
  iStart: number,
  jStart: number,
): void {
  const n = a.columns;
  const iEnd = Math.min(iStart + blockColumns, n);
  const jEnd = Math.min(jStart + blockColumns, n);
  for (let row = rowStart; row < rowEnd; row++) {
    const offset = row * n;
    for (let i = iStart; i < iEnd; i++) {
      const factor = a.values[offset + i]!;
      for (let j = Math.max(i, jStart); j < jEnd; j++) target[i * n + j]! += factor * a.values[offset + j]!;
    }
  }
}
