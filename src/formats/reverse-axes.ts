import type { NpyValues } from "./npy-types.js";

/**
 * Reorders values whose first axis changes fastest so that the last one does.
 *
 * @param shape lengths of the axes, the one that changes fastest in `values` first
 */
export function reverseAxes<T extends NpyValues>(values: T, shape: readonly number[]): T {
  if (shape.filter((length) => length > 1).length < 2) return values;
  const result = values.slice() as T;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((total, length) => total * length, 1));
  const position = shape.map(() => 0);
  let target = 0;
  for (let source = 0; source < values.length; source++) {
    result[target] = values[source]!;
    for (let axis = 0; axis < shape.length; axis++) {
      target += strides[axis]!;
      if (++position[axis]! < shape[axis]!) break;
      target -= strides[axis]! * shape[axis]!;
      position[axis] = 0;
    }
  }
  return result;
}
