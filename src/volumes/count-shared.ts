import { firstEndingAfter } from "./first-ending-after.js";
import type { VoxelRuns } from "./label-volume.js";

/** How many voxels belong to both sets, in time that follows the runs of the two where they lie side by side. */
export function countShared(a: VoxelRuns, b: VoxelRuns): number {
  if (a.starts.length === 0 || b.starts.length === 0) return 0;
  let i = firstEndingAfter(a, b.starts[0]!);
  let j = firstEndingAfter(b, a.starts[0]!);
  let shared = 0;
  while (i < a.starts.length && j < b.starts.length) {
    const aEnd = a.starts[i]! + a.lengths[i]!;
    const bEnd = b.starts[j]! + b.lengths[j]!;
    const start = Math.max(a.starts[i]!, b.starts[j]!);
    const end = Math.min(aEnd, bEnd);
    if (start < end) shared += end - start;
    if (aEnd <= bEnd) i++;
    else j++;
  }
  return shared;
}
