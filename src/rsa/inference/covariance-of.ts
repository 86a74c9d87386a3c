import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";

/**
 * Covariance of the columns over the rows that are finite in their first `required` columns: Σ (x − x̄)(y − ȳ) / (n − ddof).
 * An entry is NaN where n ≤ ddof, or where a further column is NaN in one of these rows.
 */
export function covarianceOf(
  rows: Matrix,
  { required = rows.columns, ddof = 1 }: { readonly required?: number; readonly ddof?: number } = {},
): Matrix {
  const present = finiteRows(rows, required);
  const [count, width] = [present.length, rows.columns];
  const means = new Float64Array(width);
  for (const row of present) for (let column = 0; column < width; column++) means[column]! += row[column]! / count;
  const result = matrix(width, width);
  for (const row of present) {
    for (let i = 0; i < width; i++) {
      const deviation = row[i]! - means[i]!;
      for (let j = 0; j < width; j++) result.values[i * width + j]! += deviation * (row[j]! - means[j]!);
    }
  }
  const divisor = count > ddof ? count - ddof : Number.NaN;
  return matrix(
    width,
    width,
    result.values.map((value) => value / divisor),
  );
}

/** The rows whose first columns are finite. */
export function finiteRows(rows: Matrix, required: number): readonly Float64Array[] {
  const all = Array.from({ length: rows.rows }, (_, index) => rowOf(rows, index));
  return all.filter((row) => row.subarray(0, required).every(Number.isFinite));
}
