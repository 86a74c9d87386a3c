import type { BlockValues } from "./blocked-array.js";

/**
 * The first elements of a box along each axis, as chunks at the end of an array hold more than the array.
 *
 * @param values Elements of a box of `shape` in C order
 * @param kept Lengths of the part that is kept, none above those of `shape`
 * @returns `values` itself where all of it is kept
 */
export function cutBlock<T extends BlockValues>(values: T, shape: readonly number[], kept: readonly number[]): T {
  if (kept.every((length, axis) => length === shape[axis])) return values;
  const count = kept.reduce((product, length) => product * length, 1);
  const result = values.slice(0, count) as T;
  const rowLength = kept.at(-1) ?? 1;
  const position = kept.map(() => 0);
  for (let target = 0; target < count; target += rowLength) {
    const from = position.reduce((sum, at, axis) => sum * (shape[axis] ?? 1) + at, 0);
    result.set(values.subarray(from, from + rowLength), target);
    for (let axis = kept.length - 2; axis >= 0; axis -= 1) {
      position[axis] = (position[axis] ?? 0) + 1;
      if (position[axis]! < kept[axis]!) break;
      position[axis] = 0;
    }
  }
  return result;
}
