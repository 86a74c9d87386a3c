import type { Floats, MatrixView } from "../linalg/provider.js";
import { fullView } from "../linalg/views.js";

/**
 * The mean of every column, summed in float64; 0 where there is no row. Sums are of what differs from the first row: far
 * from 0 they keep their digits, and a column that does not vary has itself as mean exactly.
 */
export function columnMeans(x: MatrixView<Floats>): Float64Array {
  const { rows, columns, values, offset, rowStride, columnStride } = fullView(x);
  const sums = new Float64Array(columns);
  if (rows === 0) return sums;
  const first = Float64Array.from({ length: columns }, (_, column) => values[offset + column * columnStride]!);
  for (let row = 1; row < rows; row++) {
    const start = offset + row * rowStride;
    for (let column = 0; column < columns; column++) {
      sums[column]! += values[start + column * columnStride]! - first[column]!;
    }
  }
  return sums.map((sum, column) => first[column]! + sum / rows);
}
