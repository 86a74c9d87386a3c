import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";

/** A p value for every two of `count` models: symmetric, 1 for a model with itself. */
export function eachPair(count: number, p: (i: number, j: number) => number): Matrix {
  const result = matrix(count, count);
  for (let i = 0; i < count; i++) {
    result.values[i * count + i] = 1;
    for (let j = i + 1; j < count; j++) {
      const value = p(i, j);
      result.values[i * count + j] = value;
      result.values[j * count + i] = value;
    }
  }
  return result;
}
