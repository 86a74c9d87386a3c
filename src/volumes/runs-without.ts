import type { VoxelRuns } from "./label-volume.js";

/** The voxels of `a` that are not in `b`. */
export function runsWithout(a: VoxelRuns, b: VoxelRuns): VoxelRuns {
  const most = a.starts.length + b.starts.length;
  const starts = new Float64Array(most);
  const lengths = new Int32Array(most);
  let runs = 0;
  let j = 0;
  for (let i = 0; i < a.starts.length; i++) {
    let start = a.starts[i]!;
    const end = start + a.lengths[i]!;
    while (start < end) {
      while (j < b.starts.length && b.starts[j]! + b.lengths[j]! <= start) j++;
      const holeStart = j < b.starts.length ? b.starts[j]! : end;
      if (start < holeStart) {
        starts[runs] = start;
        lengths[runs++] = Math.min(end, holeStart) - start;
      }
      start = holeStart < end ? holeStart + b.lengths[j]! : end;
    }
  }
  return { starts: starts.slice(0, runs), lengths: lengths.slice(0, runs) };
}
