import type { ByteSource } from "../../bytes/byte-source.js";
import { hdf5ArrayPaths } from "../../formats/hdf5/array-paths.js";
import { openHdf5 } from "../../formats/hdf5.js";

/**
 * Paths of the datasets of an HDF5 file, without a first slash, in stored order.
 *
 * @throws FormatError for what is no HDF5 or damaged
 */
export async function hdf5Arrays(source: ByteSource, signal?: AbortSignal): Promise<readonly string[]> {
  const file = await openHdf5(source, signal ? { signal } : {});
  try {
    return (await hdf5ArrayPaths(file)).map((path) => path.slice(1));
  } finally {
    file.close();
  }
}
