import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { type NiftiImage, openNifti } from "../../formats/nifti.js";
import { product } from "../../formats/npy-window.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { VoxelRegions } from "./voxel-channels.js";

/** How far numbers of two affines may differ, in the image's unit of space: rounding to float32. */
const placeTolerance = 1e-3;

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
    const mask = await openNifti(await openRequired(files, file.path), signal ? { signal } : {});
    checkGrid(file.path, mask, image);
    const name = maskName(file);
    const values = await mask.read();
    for (let voxel = 0; voxel < values.length; voxel++) {
      const label = Number(values[voxel]);
      if (label === 0 || Number.isNaN(label)) continue;
      names[voxel]!.push(name);
      if (file.role === "atlas") names[voxel]!.push(`${name}${label}`);
    }
  }
  return names.map((own) => (own.length > 0 ? own.join(regionJoint) : null));
}

function checkGrid(file: string, mask: NiftiImage, image: NiftiImage): void {
  const grid = image.shape.slice(0, 3);
  if (mask.shape.length < 3 || mask.shape.some((length, axis) => length !== (grid[axis] ?? 1))) {
    const expected = `the grid of the volumes, ${grid.join(" × ")}`;
    throw new FormatError({ file, place: "NIfTI dim", expected, found: mask.shape.join(" × ") });
  }
  const isElsewhere = mask.affine.matrix.some(
    (value, index) => Math.abs(value - image.affine.matrix[index]!) > placeTolerance,
  );
  if (!isElsewhere && mask.units.space === image.units.space) return;
  const expected = `voxels where those of the volumes are, ${image.affine.matrix.join(", ")} ${image.units.space}`;
  const found = `${mask.affine.matrix.join(", ")} ${mask.units.space}`;
  throw new FormatError({ file, place: `NIfTI ${mask.affine.source}`, expected, found });
}

function maskName({ path }: ManifestFile): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/^mask_|\..*$/g, "");
}
