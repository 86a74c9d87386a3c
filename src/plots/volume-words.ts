import type { VolumeShape } from "../volumes/label-volume.js";

/** Pixels along the longer side of a picture; of larger volumes a pixel is several voxels. */
const mostPixels = 1400;

/** Edge of a pixel in voxels, so that pictures of a volume stay small whatever its size. */
export function pictureStep(shape: VolumeShape): number {
  return Math.ceil(Math.max(...shape) / mostPixels);
}

/** The size of a volume, and of its voxels where somebody says it. */
export function voxelWords(shape: VolumeShape, voxelUm: VolumeShape | undefined): string {
  const size = `Volume of ${shape.join(" × ")} voxels (z, y, x)`;
  if (voxelUm === undefined) return `${size}; nobody says how large they are.`;
  const [z, y, x] = voxelUm;
  return z === y && y === x ? `${size} of ${z} µm.` : `${size} of ${voxelUm.join(" × ")} µm.`;
}
