import type { VolumeShape, VoxelRuns } from "./label-volume.js";

/**
 * The voxels that belong to at least one of the sets, in time that follows their runs and the logarithm of their number.
 *
 * @param sets - Any number of sets of one volume; of none the union is empty.
 * @param shape - Of the volume: runs that touch become one unless a row ends between them.
 */
export function unionOfRuns(sets: readonly VoxelRuns[], shape: VolumeShape): VoxelRuns {
  if (sets.length <= 1) return sets[0] ?? { starts: new Float64Array(0), lengths: new Int32Array(0) };
  const half = sets.length >> 1;
  return unionOfTwo(unionOfRuns(sets.slice(0, half), shape), unionOfRuns(sets.slice(half), shape), shape[2]);
}

function unionOfTwo(a: VoxelRuns, b: VoxelRuns, rowLength: number): VoxelRuns {
  const most = a.starts.length + b.starts.length;
  const starts = new Float64Array(most);
  const lengths = new Int32Array(most);
  let runs = 0;
  let end = -1;
  for (let i = 0, j = 0; i < a.starts.length || j < b.starts.length; ) {
    const fromA = j === b.starts.length || (i < a.starts.length && a.starts[i]! <= b.starts[j]!);
    const start = fromA ? a.starts[i]! : b.starts[j]!;
    const runEnd = start + (fromA ? a.lengths[i++]! : b.lengths[j++]!);
    // a run never leaves its row, so that one which begins behind the end of another is of the same row
    if (start < end || (start === end && start % rowLength !== 0)) {
      if (runEnd > end) {
        lengths[runs - 1]! += runEnd - end;
        end = runEnd;
      }
    } else {
      starts[runs] = start;
      lengths[runs++] = runEnd - start;
      end = runEnd;
    }
  }
  return { starts: starts.slice(0, runs), lengths: lengths.slice(0, runs) };
}
