import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { voxelsOfRuns } from "../voxels-of-runs.js";
import { lowerEnvelope } from "./lower-envelope.js";
import { nextAlongAxis } from "./next-along-axis.js";

/** Edges of a voxel along z, y, x, in any one unit. */
export type VoxelEdges = readonly [z: number, y: number, x: number];

/** What distances are taken to. */
export interface DistanceOptions {
  /** What lies beyond the faces of the volume: `"background"` (default), or `"unknown"`, to which no distance is taken. */
  readonly outside?: "background" | "unknown";
}

/**
 * The Euclidean distance of the centre of every foreground voxel to the centre of the nearest background voxel, exact,
 * in the order of the voxels. Infinity where there is no background (`outside: "unknown"`).
 *
 * The squared distance is found axis by axis as the lower envelope of parabolas (Felzenszwalb & Huttenlocher 2012,
 * https://doi.org/10.4086/toc.2012.v008a019). Along an axis nothing beyond the background at both ends of a stretch of
 * foreground can be nearer than that background, so that each stretch stands for itself: time and memory follow the
 * foreground.
 *
 * @param voxelEdges - Default 1, 1, 1: distances in voxels.
 */
export function distanceToBackground(
  runs: VoxelRuns,
  shape: VolumeShape,
  voxelEdges: VoxelEdges = [1, 1, 1],
  options: DistanceOptions = {},
): Float64Array {
  const voxels = voxelsOfRuns(runs);
  const isOutsideKnown = (options.outside ?? "background") === "background";
  const squares = new Float64Array(voxels.length).fill(Number.POSITIVE_INFINITY);
  const longest = Math.min(voxels.length, Math.max(...shape));
  const envelope = lowerEnvelope(longest + 2);
  const stretch = new Int32Array(longest);
  for (const axis of [2, 1, 0] as const) {
    const next = nextAlongAxis(voxels, shape, axis);
    const hasPrevious = new Uint8Array(voxels.length);
    for (const j of next) if (j >= 0) hasPrevious[j] = 1;
    const step = [shape[1] * shape[2], shape[2], 1][axis]!;
    for (let first = 0; first < voxels.length; first++) {
      if (hasPrevious[first]) continue;
      let length = 0;
      for (let i = first; i >= 0; i = next[i]!) stretch[length++] = i;
      const place = Math.floor(voxels[first]! / step) % shape[axis];
      envelope.clear();
      if (place > 0 || isOutsideKnown) envelope.add(-1, 0, voxelEdges[axis]);
      for (let k = 0; k < length; k++) envelope.add(k, squares[stretch[k]!]!, voxelEdges[axis]);
      if (place + length < shape[axis] || isOutsideKnown) envelope.add(length, 0, voxelEdges[axis]);
      envelope.evaluate(voxelEdges[axis], length, (k, square) => {
        squares[stretch[k]!] = square;
      });
    }
  }
  return squares.map(Math.sqrt);
}
