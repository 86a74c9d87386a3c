import type { Floats, Matrix } from "../linalg/provider.js";

/** Adds one number per column to every row, in place. */
export function addToRows({ rows, columns, values }: Matrix<Floats>, offset: ArrayLike<number>): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) values[row * columns + column]! += offset[column]!;
  }
}
