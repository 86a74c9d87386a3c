import { unitsPerMetre } from "../../formats/nifti/nifti-units.js";
import type { NiftiImage } from "../../formats/nifti.js";
import type { Manifest } from "../../manifest/schema.js";
import type { ChannelColumns } from "../channel-collector.js";

/** Three rows of four. */
type Rows = readonly [...Row4, ...Row4, ...Row4];
type Row4 = readonly [number, number, number, number];

/** What voxels are in: text of the `region` column per voxel, x changing fastest, or null. */
export type VoxelRegions = readonly (string | null)[];

/**
 * The columns of one channel per voxel, x changing fastest: `source_index` is that position, and the coordinates are the
 * middle of the voxel by the image's affine, in metres. They are null where the header places the image nowhere or
 * does not name the unit.
 */
export function voxelChannels(
  { shape, affine, units }: Pick<NiftiImage, "shape" | "affine" | "units">,
  quantity: Manifest["quantities"][number],
  regions?: VoxelRegions,
): readonly ChannelColumns[] {
  const [nx, ny, nz] = shape as [number, number, number];
  const scale = units.space === null || affine.space === null ? null : unitsPerMetre[units.space];
  const [xi, xj, xk, x, yi, yj, yk, y, zi, zj, zk, z] = affine.matrix as Rows;
  const { name, unit } = quantity;
  return Array.from({ length: nx * ny * nz }, (_, voxel) => {
    const i = voxel % nx;
    const j = Math.floor(voxel / nx) % ny;
    const k = Math.floor(voxel / (nx * ny));
    return {
      kind: "voxel",
      quantity: name,
      unit,
      source_index: voxel,
      x_m: scale && (xi * i + xj * j + xk * k + x) / scale,
      y_m: scale && (yi * i + yj * j + yk * k + y) / scale,
      z_m: scale && (zi * i + zj * j + zk * k + z) / scale,
      coordinate_frame: scale === null ? null : affine.space,
      region: regions?.[voxel] ?? null,
    };
  });
}
