import type { VoxelRuns } from "./label-volume.js";

/**
 * The one list of runs of a set of voxels, from runs in any order that may touch or share voxels.
 *
 * @param starts - First voxels; sorted in place.
 * @param ends - One more than the last voxels, in the same order; sorted in place.
 * @param rowLength - Runs that touch become one unless a row ends between them.
 */
export function canonicalRuns(starts: Float64Array, ends: Float64Array, rowLength: number): VoxelRuns {
  // a voxel is in as many runs as have begun and not ended before it, so that starts and ends need not stay in pairs
  if (!rises(starts)) starts.sort();
  if (!rises(ends)) ends.sort();
  const runStarts = new Float64Array(starts.length);
  const lengths = new Int32Array(starts.length);
  let runs = 0;
  let end = -1;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    if (start > end || (start === end && start % rowLength === 0)) {
      runStarts[runs] = start;
      lengths[runs++] = ends[i]! - start;
      end = ends[i]!;
    } else if (ends[i]! > end) {
      lengths[runs - 1]! += ends[i]! - end;
      end = ends[i]!;
    }
  }
  return { starts: runStarts.slice(0, runs), lengths: lengths.slice(0, runs) };
}

function rises(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) return false;
  return true;
}
