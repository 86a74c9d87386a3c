import type { ByteSource } from "../bytes/byte-source.js";
import { blockValues } from "./block-values.js";
import type { BlockedArray } from "./blocked-array.js";
import { openNifti } from "./nifti.js";
import { numpyTypeName } from "./numpy-type-name.js";
import { windowedBlocks } from "./windowed-blocks.js";

/** Axes of space; later ones of one element, such as a single time, carry nothing. */
const spaceAxes = 3;

/**
 * Opens a NIfTI-1 or NIfTI-2 image, as it is or compressed by gzip, for reading block by block. Axes are reversed, so
 * that x comes last: (channel, …,) z, y, x; axes of one element behind the third are left out. Values are scaled where
 * the file says so, and come as the file has them else; integers of 64 bit must be below 2^53.
 *
 * The attributes are description, scaling, units and affine; the affine takes x, y, z.
 *
 * @param options `image`: the `.img` file, where `source` is the `.hdr` file of a pair
 * @throws FormatError for what is no NIfTI of real numbers or is damaged; reading throws it for what does not inflate and for
 *   integers beyond ±(2^53 − 1)
 */
export async function niftiBlockedArray(
  source: ByteSource,
  options: { readonly image?: ByteSource; readonly signal?: AbortSignal } = {},
): Promise<BlockedArray> {
  const image = await openNifti(source, options);
  const where = { file: source.name, path: "NIfTI values" };
  const axes = image.shape.map((_, axis) => axis).filter((axis) => axis < spaceAxes || image.shape[axis] !== 1);
  const shape = axes.map((axis) => image.shape[axis]!).reverse();
  return {
    ...{ ...where, shape, chunks: null, codec: null, storedBytes: (options.image ?? source).size },
    dtype: image.scaling ? "float64" : (numpyTypeName(image.dtype) ?? image.dtype),
    attributes: async () => ({
      description: image.description,
      scaling: image.scaling,
      units: image.units,
      affine: image.affine,
    }),
    ...windowedBlocks({
      ...{ shape, chunks: null },
      open: async (signal) => ({
        read: async ({ offset, count }) => {
          const window = image.shape.map((length, axis) => {
            const reversed = shape.length - 1 - axes.indexOf(axis);
            const start = axes.includes(axis) ? offset[reversed]! : 0;
            return { start, end: start + (axes.includes(axis) ? count[reversed]! : length) };
          });
          return blockValues(await image.read(window, signal && { signal }), where);
        },
      }),
    }),
  };
}
