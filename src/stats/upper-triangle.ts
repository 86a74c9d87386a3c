/** The strict upper triangle of a square matrix, and what speaks against its being symmetric with an empty diagonal. */
export interface UpperTriangle {
  /** Row-major: entries (0, 1), (0, 2), … (n − 2, n − 1). */
  readonly values: Float64Array;
  /** The first entry that does not fit, in words; undefined where all do. */
  readonly problem: string | undefined;
}

/**
 * The strict upper triangle of an n × n matrix that should be symmetric with zeros (or NaN) on its diagonal.
 *
 * @param at - The entry of a row and a column.
 * @param tolerance - How far two mirrored entries may differ, and the diagonal from 0, in units of the largest entry.
 */
export function upperTriangle(n: number, at: (row: number, column: number) => number, tolerance = 1e-6): UpperTriangle {
  const values = new Float64Array((n * (n - 1)) / 2);
  let largest = 0;
  for (let row = 0, pair = 0; row < n; row++) {
    for (let column = row + 1; column < n; column++) {
      const value = at(row, column);
      values[pair++] = value;
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    }
  }
  return { values, problem: problemOf(n, at, tolerance * largest) };
}

function problemOf(n: number, at: (row: number, column: number) => number, most: number): string | undefined {
  for (let row = 0; row < n; row++) {
    if (Math.abs(at(row, row)) > most) return `${at(row, row)} on the diagonal at ${row}`;
    for (let column = row + 1; column < n; column++) {
      const [upper, lower] = [at(row, column), at(column, row)];
      const agree = upper === lower || Math.abs(upper - lower) <= most || (Number.isNaN(upper) && Number.isNaN(lower));
      if (!agree) return `${upper} at (${row}, ${column}) and ${lower} at (${column}, ${row})`;
    }
  }
  return undefined;
}
