import { type FileSet, openRequired } from "../../bytes/file-set.js";
import type { NiftiImage } from "../../formats/nifti.js";
import { product } from "../../formats/npy-window.js";
import type { Manifest } from "../../manifest/schema.js";
import { readMask } from "./read-mask.js";
import type { VoxelRegions } from "./voxel-channels.js";

/** What joins the names of several regions that hold a voxel. */
export const regionJoint = "+";

/**
 * Names of the masks that hold a voxel, joined by `+` in the manifest's order: `brain+gray`. A mask (role `mask`) holds
 * the voxels that are not 0 in it; of an atlas (role `atlas`) the number of the voxel's label is a name of its own
 * behind the atlas's: `hoc+hoc22`. The name of a mask is its file's, from `mask_` to the first full stop.
 *
 * @throws FormatError for a mask on another grid than `image`
 */
export async function readRegions(
  manifest: Manifest,
  files: FileSet,
  image: NiftiImage,
  signal?: AbortSignal,
): Promise<VoxelRegions> {
  const names = Array.from({ length: product(image.shape.slice(0, 3)) }, (): string[] => []);
  for (const file of manifest.files.filter(({ role }) => role === "mask" || role === "atlas")) {
    const labels = await readMask(await openRequired(files, file.path), image, signal);
    const name = maskName(file.path);
    for (const [voxel, label] of labels.entries()) {
      if (label === 0) continue;
      names[voxel]!.push(name);
      if (file.role === "atlas") names[voxel]!.push(`${name}${label}`);
    }
  }
  return names.map((own) => (own.length > 0 ? own.join(regionJoint) : null));
}

/** The name of a mask: its file's, from `mask_` to the first full stop. */
export function maskName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/^mask_|\..*$/g, "");
}
