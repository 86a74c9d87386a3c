import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";

/** Ones on the diagonal, zeros elsewhere. */
export function identity(rows: number, columns: number = rows): Matrix {
  const result = matrix(rows, columns);
  for (let k = 0; k < Math.min(rows, columns); k++) result.values[k * columns + k] = 1;
  return result;
}
