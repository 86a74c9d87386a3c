import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { sharedRuns } from "../shared-runs.js";
import { unionOfRuns } from "../union-of-runs.js";

/** The voxels that belong to two or more of the sets, in time that follows their runs and the logarithm of their number. */
export function voxelsInSeveral(sets: readonly VoxelRuns[], shape: VolumeShape): VoxelRuns {
  return unionAndSeveral(sets, shape).several;
}

function unionAndSeveral(sets: readonly VoxelRuns[], shape: VolumeShape): { union: VoxelRuns; several: VoxelRuns } {
  if (sets.length <= 1) return { union: unionOfRuns(sets, shape), several: unionOfRuns([], shape) };
  const half = sets.length >> 1;
  const first = unionAndSeveral(sets.slice(0, half), shape);
  const second = unionAndSeveral(sets.slice(half), shape);
  const between = sharedRuns(first.union, second.union);
  return {
    union: unionOfRuns([first.union, second.union], shape),
    several: unionOfRuns([first.several, second.several, between], shape),
  };
}
