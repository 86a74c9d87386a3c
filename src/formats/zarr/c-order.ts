import type { BlockValues } from "../blocked-array.js";

/** The elements of a box in C order; `values` themselves where they are. Strides are counted in elements. */
export function cOrder<T extends BlockValues>(values: T, shape: readonly number[], stride: readonly number[]): T {
  let step = 1;
  let isSorted = true;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis]! > 1 && stride[axis] !== step) isSorted = false;
    step *= shape[axis]!;
  }
  if (isSorted) return values;
  const result = values.slice() as T;
  const position = shape.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target++) {
    result[target] = values[source]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += stride[axis]!;
      if (++position[axis]! < shape[axis]!) break;
      source -= stride[axis]! * shape[axis]!;
      position[axis] = 0;
    }
  }
  return result;
}
