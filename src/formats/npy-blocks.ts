import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { blockValues } from "./block-values.js";
import type { BlockedArray } from "./blocked-array.js";
import { openNpy } from "./npy.js";
import { numpyTypeName } from "./numpy-type-name.js";
import { windowedBlocks } from "./windowed-blocks.js";

/**
 * Opens an NPY file for reading block by block; blocks are stretches of the file, cut along the axis that changes
 * slowest in it. Values come as the file has them; integers of 64 bit must be below 2^53, half-precision floats become
 * float32, truth values 0 and 1.
 *
 * @throws FormatError for what is no NPY file of numbers or is damaged; reading throws it for integers beyond ±(2^53 − 1)
 */
export async function npyBlockedArray(
  source: ByteSource,
  options: { readonly signal?: AbortSignal } = {},
): Promise<BlockedArray> {
  const { dtype: descr, fortranOrder, shape, read } = await openNpy(source, options);
  const where = { file: source.name, path: "NPY values" };
  const dtype = numpyTypeName(descr);
  if (dtype === null) {
    throw new FormatError({ file: source.name, place: where.path, expected: "an array of numbers", found: descr });
  }
  return {
    ...{ ...where, shape, dtype, chunks: null, codec: null, storedBytes: source.size },
    attributes: async () => ({}),
    ...windowedBlocks({
      ...{ shape, chunks: null, order: fortranOrder ? "F" : "C" },
      open: async (signal) => ({
        read: async ({ offset, count }) => {
          const window = offset.map((start, axis) => ({ start, end: start + count[axis]! }));
          return blockValues(await read(window, signal && { signal }), where);
        },
      }),
    }),
  };
}
