import { isEulerInvariant } from "./is-euler-invariant.js";
import { isSimple } from "./is-simple.js";

/**
 * Whether a sweep may choose a voxel on the border: it is no end point (a single neighbour), and neither the Euler number
 * nor the number of components changes without it.
 *
 * @param pattern - Bits of the 26 neighbours, as in {@link VoxelNeighbours}.
 */
export function isRemovable(pattern: number): boolean {
  const isEndPoint = pattern !== 0 && (pattern & (pattern - 1)) === 0;
  return !isEndPoint && isEulerInvariant(pattern) && isSimple(pattern);
}
