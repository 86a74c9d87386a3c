import type { VoxelRuns } from "./label-volume.js";

/** How many voxels a set has. */
export function countVoxels({ lengths }: VoxelRuns): number {
  let voxels = 0;
  for (let run = 0; run < lengths.length; run++) voxels += lengths[run]!;
  return voxels;
}
