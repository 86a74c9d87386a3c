import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";

/**
 * Covariance of the columns over the rows that are finite in their first `required` columns: Σ (x − x̄)(y − ȳ) / (n − ddof).
 * Entries of further columns are over those of these rows that are finite in both columns. An entry is NaN where n ≤ ddof.
 */
export function covarianceOf(
  rows: Matrix,
  { required = rows.columns, ddof = 1 }: { readonly required?: number; readonly ddof?: number } = {},
): Matrix {
  const present = finiteRows(rows, required);
  const width = rows.columns;
  const result = matrix(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      const both = j < required ? present : present.filter((row) => Number.isFinite(row[i]) && Number.isFinite(row[j]));
      const value = both.length > ddof ? productsOf(both, i, j) / (both.length - ddof) : Number.NaN;
      result.values[i * width + j] = value;
      result.values[j * width + i] = value;
    }
  }
  return result;
}

function productsOf(rows: readonly Float64Array[], i: number, j: number): number {
  let [first, second] = [0, 0];
  for (const row of rows) {
    first += row[i]! / rows.length;
    second += row[j]! / rows.length;
  }
  return rows.reduce((sum, row) => sum + (row[i]! - first) * (row[j]! - second), 0);
}

/** The rows whose first columns are finite. */
export function finiteRows(rows: Matrix, required: number): readonly Float64Array[] {
  const all = Array.from({ length: rows.rows }, (_, index) => rowOf(rows, index));
  return all.filter((row) => row.subarray(0, required).every(Number.isFinite));
}
