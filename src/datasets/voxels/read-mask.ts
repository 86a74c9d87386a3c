import type { ByteSource } from "../../bytes/byte-source.js";
import { type NiftiImage, openNifti } from "../../formats/nifti.js";
import { checkVoxelGrid } from "./check-voxel-grid.js";

/**
 * The numbers of a mask or an atlas, a voxel after the other, x changing fastest; 0 where it holds none.
 *
 * @param image - The volumes that it belongs to.
 * @throws FormatError for a mask on another grid
 */
export async function readMask(source: ByteSource, image: NiftiImage, signal?: AbortSignal): Promise<Float64Array> {
  const mask = await openNifti(source, signal ? { signal } : {});
  checkVoxelGrid(source.name, mask, image);
  const values = await mask.read();
  return Float64Array.from({ length: values.length }, (_, voxel) => Number(values[voxel]) || 0);
}
