import { componentsOfRuns } from "../components-of-runs.js";
import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { onTouchingRuns } from "../on-touching-runs.js";
import { runsWithout } from "../runs-without.js";
import { unionOfRuns } from "../union-of-runs.js";

/** The four rows that share a face with a row. */
const sides = [
  { dz: -1, dy: 0, reach: 0 },
  { dz: 1, dy: 0, reach: 0 },
  { dz: 0, dy: -1, reach: 0 },
  { dz: 0, dy: 1, reach: 0 },
] as const;

/**
 * A set with its holes: background from which no way through faces leads out of the volume. Time and memory follow the
 * runs: a hole lies in gaps between runs of one row.
 */
export function fillHoles(runs: VoxelRuns, shape: VolumeShape): VoxelRuns {
  const gaps = runsWithout(rowSpans(runs, shape), runs);
  const gapsAndRuns = unionOfRuns([runs, gaps], shape);
  // voxels of each gap's four sides that are foreground or gaps; all of them, or there is a way out
  const covered = new Float64Array(gaps.starts.length);
  for (const side of sides) {
    onTouchingRuns(gaps, gapsAndRuns, shape, side, (gap, _, shared) => {
      covered[gap]! += shared;
    });
  }
  const { count, componentOf } = componentsOfRuns(gaps, shape, 6);
  const isOpen = new Uint8Array(count);
  for (let gap = 0; gap < covered.length; gap++) {
    if (covered[gap]! < 4 * gaps.lengths[gap]!) isOpen[componentOf[gap]!] = 1;
  }
  const isHole = (_: number, gap: number): boolean => isOpen[componentOf[gap]!] === 0;
  const holes = { starts: gaps.starts.filter(isHole), lengths: gaps.lengths.filter(isHole) };
  return unionOfRuns([runs, holes], shape);
}

/** Each row from its first voxel to its last one. */
function rowSpans({ starts, lengths }: VoxelRuns, shape: VolumeShape): VoxelRuns {
  const spanStarts = new Float64Array(starts.length);
  const spanLengths = new Int32Array(starts.length);
  let spans = 0;
  let row = -1;
  for (let run = 0; run < starts.length; run++) {
    const start = starts[run]!;
    if (Math.floor(start / shape[2]) !== row) {
      row = Math.floor(start / shape[2]);
      spanStarts[spans++] = start;
    }
    spanLengths[spans - 1] = start + lengths[run]! - spanStarts[spans - 1]!;
  }
  return { starts: spanStarts.slice(0, spans), lengths: spanLengths.slice(0, spans) };
}
