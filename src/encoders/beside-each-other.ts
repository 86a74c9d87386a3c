import type { Floats, Matrix } from "../linalg/provider.js";
import { zerosLike } from "../linalg/zeros-like.js";

/** Matrices of the same rows as one, from left to right. */
export function besideEachOther(parts: readonly Matrix<Floats>[]): Matrix<Floats> {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const { rows, values } = first!;
  const whole = zerosLike(values, rows * columns);
  let from = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row++) {
      whole.set(part.values.subarray(row * part.columns, (row + 1) * part.columns), row * columns + from);
    }
    from += part.columns;
  }
  return { rows, columns, values: whole };
}
