import { firstEndingAfter } from "./first-ending-after.js";
import type { VoxelRuns } from "./label-volume.js";

/** Whether the voxel of this flat index belongs to the set, by halving. */
export function containsVoxel(runs: VoxelRuns, voxel: number): boolean {
  const run = firstEndingAfter(runs, voxel);
  return run < runs.starts.length && runs.starts[run]! <= voxel;
}
