import type { VolumeShape, VoxelRuns } from "./label-volume.js";

/** From a row to another, and how far along x a neighbour may lie off. */
export interface RowStep {
  readonly dz: number;
  readonly dy: number;
  readonly reach: number;
}

/**
 * Calls back for every run of `a` and run of `b` in the row (z + dz, y + dy) that lie side by side or at most `reach` off,
 * in one pass over both.
 *
 * @param onPair - Gets the two runs and how many voxels of them lie at the same x.
 */
export function onTouchingRuns(
  a: VoxelRuns,
  b: VoxelRuns,
  shape: VolumeShape,
  { dz, dy, reach }: RowStep,
  onPair: (runOfA: number, runOfB: number, shared: number) => void,
): void {
  const [, height, rowLength] = shape;
  const step = (dz * height + dy) * rowLength;
  let j = 0;
  let rowEnd = 0;
  let hasOther = false;
  for (let i = 0; i < a.starts.length; i++) {
    const start = a.starts[i]!;
    if (start >= rowEnd) {
      const row = Math.floor(start / rowLength);
      const y = row % height;
      rowEnd = (row + 1) * rowLength;
      // planes before the first and behind the last hold no runs
      hasOther = y + dy >= 0 && y + dy < height;
    }
    if (!hasOther) continue;
    const from = start + step;
    const to = from + a.lengths[i]!;
    const otherEnd = rowEnd + step;
    const low = Math.max(otherEnd - rowLength, from - reach);
    const high = Math.min(otherEnd, to + reach);
    while (j < b.starts.length && b.starts[j]! + b.lengths[j]! <= low) j++;
    for (let other = j; other < b.starts.length && b.starts[other]! < high; other++) {
      const shared = Math.min(to, b.starts[other]! + b.lengths[other]!) - Math.max(from, b.starts[other]!);
      onPair(i, other, Math.max(0, shared));
    }
  }
}
