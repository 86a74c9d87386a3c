import { ArgumentError } from "../errors.js";
import type { Matrix } from "./provider.js";

/** How far two mirrored entries may differ, against the largest entry. */
const symmetryTolerance = 1e-10;
/** Rows and columns that are compared together, so that neither side leaves the cache. */
const tile = 32;

/**
 * @param scale - What the entries were divided by, for the error.
 * @throws ArgumentError when two mirrored entries of a square matrix differ.
 */
export function checkSymmetric({ rows: n, values }: Matrix, scale = 1): void {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]!));
  const tolerance = symmetryTolerance * largest;
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      for (let i = top; i < bottom; i++) {
        const right = Math.min(left + tile, i);
        for (let j = left; j < right; j++) {
          const below = values[i * n + j]!;
          const above = values[j * n + i]!;
          if (Math.abs(below - above) <= tolerance) continue;
          const found = `${below * scale} and ${above * scale} at (${i}, ${j})`;
          throw new ArgumentError({ argument: "a", expected: "a symmetric matrix", found });
        }
      }
    }
  }
}
