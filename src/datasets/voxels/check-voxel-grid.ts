import { FormatError } from "../../errors.js";
import type { NiftiImage } from "../../formats/nifti.js";

/** How far numbers of two affines may differ, in the image's unit of space: rounding to float32. */
const placeTolerance = 1e-3;

/**
 * Refuses a mask that does not lie on the grid of an image: other lengths, or voxels in other places.
 *
 * @throws FormatError
 */
export function checkVoxelGrid(file: string, mask: NiftiImage, image: NiftiImage): void {
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
