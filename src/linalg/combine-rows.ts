import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";

/** Where the rows have entries. */
export interface CombineOptions {
  /** Rows and columns before it are the first half: a row has entries in the columns of its own half only. */
  readonly halves: readonly [rows: number, columns: number];
  /** Rows that have entries in both halves. */
  readonly mixed: ReadonlySet<number>;
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
}

/**
 * Replaces the chosen rows by combinations of them, row i by Σⱼ factors[i, j] · row j, half by half, so that zeros are not
 * multiplied.
 */
export function combineRows(
  rows: Matrix,
  chosen: readonly number[],
  factors: Matrix,
  { halves: [rowHalf, columnHalf], mixed, linalg }: CombineOptions,
): void {
  const inFirst = chosen.flatMap((k, j) => (k < rowHalf || mixed.has(k) ? [j] : []));
  const inSecond = chosen.flatMap((k, j) => (k >= rowHalf || mixed.has(k) ? [j] : []));
  const parts = [
    { members: inFirst, from: 0, to: columnHalf },
    { members: inSecond, from: columnHalf, to: rows.columns },
  ];
  for (const { members, from, to } of parts) {
    const width = to - from;
    const sources = matrix(members.length, width);
    members.forEach((j, k) => {
      const start = chosen[j]! * rows.columns;
      sources.values.set(rows.values.subarray(start + from, start + to), k * width);
    });
    const combined = linalg.multiply(columnsOf(factors, members), sources).values;
    chosen.forEach((row, i) => {
      rows.values.set(combined.subarray(i * width, (i + 1) * width), row * rows.columns + from);
    });
  }
}

function columnsOf({ rows, columns, values }: Matrix, chosen: readonly number[]): Matrix {
  const result = matrix(rows, chosen.length);
  let to = 0;
  for (let i = 0; i < rows; i++) for (const j of chosen) result.values[to++] = values[i * columns + j]!;
  return result;
}
