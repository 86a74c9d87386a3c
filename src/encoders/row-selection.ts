import type { Floats, Matrix, MatrixView } from "../linalg/provider.js";
import { block } from "../linalg/views.js";
import { zerosLike } from "../linalg/zeros-like.js";

/** The rows from 0 to before `count` that are not listed. */
export function rowsWithout(count: number, listed: ArrayLike<number>): Int32Array {
  const isListed = new Uint8Array(count);
  for (let place = 0; place < listed.length; place++) isListed[listed[place]!] = 1;
  return Int32Array.from(isListed.keys()).filter((row) => isListed[row] === 0);
}

/** Some rows of a matrix in the order given; not copied where they follow each other. */
export function rowsOf<V extends Floats>(x: Matrix<V>, rows: Int32Array): MatrixView<V> {
  const first = rows[0] ?? 0;
  if (rows.every((row, index) => row === first + index)) return block(x, { rows: [first, first + rows.length] });
  const { columns } = x;
  const values = zerosLike(x.values, rows.length * columns);
  for (const [index, row] of rows.entries()) {
    values.set(x.values.subarray(row * columns, (row + 1) * columns), index * columns);
  }
  return { rows: rows.length, columns, values };
}
