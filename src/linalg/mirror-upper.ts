import type { Matrix } from "./provider.js";

/** Rows and columns that are mirrored together, so that neither side leaves the cache. */
const tile = 32;

/** Makes a square matrix symmetric in place: what lies above the diagonal is copied to below it. */
export function mirrorUpper(square: Matrix): Matrix {
  const { rows: n, values } = square;
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      for (let i = top; i < bottom; i++) {
        const right = Math.min(left + tile, i);
        for (let j = left, from = left * n + i; j < right; j++, from += n) values[i * n + j] = values[from]!;
      }
    }
  }
  return square;
}
