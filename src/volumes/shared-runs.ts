import type { VoxelRuns } from "./label-volume.js";

/** The voxels that belong to both sets. */
export function sharedRuns(a: VoxelRuns, b: VoxelRuns): VoxelRuns {
  const most = a.starts.length + b.starts.length;
  const starts = new Float64Array(most);
  const lengths = new Int32Array(most);
  let runs = 0;
  for (let i = 0, j = 0; i < a.starts.length && j < b.starts.length; ) {
    const aEnd = a.starts[i]! + a.lengths[i]!;
    const bEnd = b.starts[j]! + b.lengths[j]!;
    const start = Math.max(a.starts[i]!, b.starts[j]!);
    const end = Math.min(aEnd, bEnd);
    if (start < end) {
      starts[runs] = start;
      lengths[runs++] = end - start;
    }
    if (aEnd <= bEnd) i++;
    else j++;
  }
  return { starts: starts.slice(0, runs), lengths: lengths.slice(0, runs) };
}
