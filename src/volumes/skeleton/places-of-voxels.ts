import type { VolumeShape } from "../label-volume.js";

/** The places z, y, x of voxels given as flat indices. */
export function placesOfVoxels(
  voxels: Float64Array,
  [, ny, nx]: VolumeShape,
): { readonly z: Float64Array; readonly y: Float64Array; readonly x: Float64Array } {
  return {
    z: voxels.map((voxel) => Math.floor(voxel / (ny * nx))),
    y: voxels.map((voxel) => Math.floor(voxel / nx) % ny),
    x: voxels.map((voxel) => voxel % nx),
  };
}
