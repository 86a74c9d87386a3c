import { countVoxels } from "./count-voxels.js";
import type { VoxelRuns } from "./label-volume.js";

/** The voxels of a set as rising flat indices (z · ny + y) · nx + x. */
export function voxelsOfRuns(runs: VoxelRuns): Float64Array {
  const { starts, lengths } = runs;
  const voxels = new Float64Array(countVoxels(runs));
  let place = 0;
  for (let run = 0; run < starts.length; run++) {
    const start = starts[run]!;
    const length = lengths[run]!;
    for (let i = 0; i < length; i++) voxels[place++] = start + i;
  }
  return voxels;
}
