import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";

/** Steps of the power iteration: it only gives a beginning. */
const steps = 30;

/**
 * The map and weights of length 1 whose product comes nearest to a P × C matrix, nearly: its first pair of singular
 * vectors, by power iteration from its longest row.
 *
 * @returns Undefined for a matrix of zeros.
 */
export function firstPattern(a: Matrix): { readonly map: Float64Array; readonly weights: Float64Array } | undefined {
  const lengths = Array.from({ length: a.rows }, (_, row) => lengthOf(rowOf(a, row)));
  const longest = lengths.indexOf(lengths.reduce((most, length) => Math.max(most, length), 0));
  if (!(lengths[longest]! > 0)) return undefined;
  let weights: Float64Array = unit(rowOf(a, longest));
  let map: Float64Array = new Float64Array(a.rows);
  for (let step = 0; step < steps; step++) {
    const fixed = weights;
    map = unit(map.map((_, row) => rowOf(a, row).reduce((sum, value, column) => sum + value * fixed[column]!, 0)));
    const next = new Float64Array(a.columns);
    for (let row = 0; row < a.rows; row++) {
      for (const [column, value] of rowOf(a, row).entries()) next[column]! += map[row]! * value;
    }
    weights = unit(next);
  }
  return { map, weights };
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function unit(vector: Float64Array): Float64Array {
  const length = lengthOf(vector);
  return vector.map((value) => value / length);
}
