import type { VolumeShape } from "../label-volume.js";

/**
 * For every voxel the place, in the same list, of its neighbour one step up an axis (0 = z, 1 = y, 2 = x), or -1 where
 * that is background. One walk with two hands over the list: no table of the volume is made.
 *
 * @param voxels - Rising flat indices.
 */
export function nextAlongAxis(voxels: Float64Array, shape: VolumeShape, axis: 0 | 1 | 2): Int32Array {
  const [, ny, nx] = shape;
  const step = [ny * nx, nx, 1][axis]!;
  // where the axis ends, a step would lead to the beginning of the next row or slice
  const period = step * shape[axis];
  const next = new Int32Array(voxels.length).fill(-1);
  for (let i = 0, j = 0; i < voxels.length; i++) {
    const voxel = voxels[i]!;
    const wanted = voxel + step;
    while (j < voxels.length && voxels[j]! < wanted) j++;
    if (voxels[j] === wanted && voxel % period < period - step) next[i] = j;
  }
  return next;
}
