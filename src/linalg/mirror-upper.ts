import type { Matrix } from "./provider.js";

/** Rows and columns that are mirrored together, so that neither side leaves the cache. */
const tile = 32;

/** Makes a square matrix symmetric in place: what lies above the diagonal is copied to below it. */
export function mirrorUpper(square: Matrix): Matrix {
  const { rows: n, values } = square;
  overTiles(n, (i, left, right) => {
    for (let j = left, from = left * n + i; j < right; j++, from += n) values[i * n + j] = values[from]!;
  });
  return square;
}

/** The same the other way: what lies below the diagonal is copied to above it. */
export function mirrorLower(square: Matrix): Matrix {
  const { rows: n, values } = square;
  overTiles(n, (i, left, right) => {
    for (let j = left, to = left * n + i; j < right; j++, to += n) values[to] = values[i * n + j]!;
  });
  return square;
}

/** The entries below the diagonal, tile by tile: of row i those from `left` to before `right`. */
function overTiles(n: number, visit: (i: number, left: number, right: number) => void): void {
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      for (let i = top; i < bottom; i++) visit(i, left, Math.min(left + tile, i));
    }
  }
}
