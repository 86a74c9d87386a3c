import type { VoxelNeighbours } from "../voxel-neighbours.js";

/** A set of voxels while it is thinned. */
export interface Erosion {
  /** The whole set. */
  readonly neighbours: VoxelNeighbours;
  /** Per voxel the bits of those neighbours that are left; {@link removed} where it is gone itself. */
  readonly patterns: Int32Array;
  /** A bit per voxel, set for those that have to be looked at. */
  readonly waiting: Int32Array;
}

/** Stands for the pattern of a voxel that is gone. */
export const removed = -1;

/** All voxels are there, and wait. */
export function startErosion(neighbours: VoxelNeighbours): Erosion {
  const { count, patterns } = neighbours;
  const waiting = new Int32Array(Math.ceil(count / 32)).fill(-1);
  if (count % 32 !== 0) waiting[waiting.length - 1] = (1 << (count % 32)) - 1;
  return { neighbours, patterns: patterns.slice(), waiting };
}
