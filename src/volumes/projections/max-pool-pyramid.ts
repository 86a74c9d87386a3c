import type { DenseArray } from "../dense-block.js";
import { maxPool } from "./max-pool.js";

/** How far a pyramid goes. */
export interface PyramidOptions {
  /** Axes that are left as they are, such as channels, by their places. Default: none. */
  readonly keep?: readonly number[];
  /** The last level is the first whose pooled axes all have at most so many elements. Default: 64. */
  readonly smallest?: number;
}

/**
 * The array and coarser ones: each level holds the largest elements of 2 × 2 (× 2 …) of the one before. A thin line keeps
 * its brightness on every level, which means would take from it.
 *
 * @throws ArgumentError for lengths that are not whole numbers
 */
export function maxPoolPyramid(array: DenseArray, options: PyramidOptions = {}): readonly DenseArray[] {
  const { keep = [], smallest = 64 } = options;
  const isLarge = ({ shape }: DenseArray) =>
    shape.some((length, axis) => !keep.includes(axis) && length > Math.max(1, smallest));
  const levels = [array];
  for (let level = array; isLarge(level); levels.push(level)) {
    level = maxPool(
      level,
      level.shape.map((_, axis) => (keep.includes(axis) ? 1 : 2)),
    );
  }
  return levels;
}
