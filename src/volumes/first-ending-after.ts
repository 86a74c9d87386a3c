import type { VoxelRuns } from "./label-volume.js";

/** The first run that holds the given voxel or lies behind it, by halving; the number of runs where there is none. */
export function firstEndingAfter({ starts, lengths }: VoxelRuns, voxel: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! + lengths[middle]! > voxel) high = middle;
    else low = middle + 1;
  }
  return low;
}
