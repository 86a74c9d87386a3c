import type { ByteSource } from "../bytes/byte-source.js";
import type { BlockedArray } from "./blocked-array.js";
import { indexedBlocks } from "./hdf5/chunk-index/indexed-blocks.js";
import { firstIndexed, openIndexed } from "./hdf5/chunk-index/open-indexed.js";
import { libraryBlocks } from "./hdf5/library-blocks.js";
import { plainAttribute } from "./hdf5/plain-attribute.js";
import { openHdf5 } from "./hdf5.js";

/** How {@link hdf5BlockedArray} reads. */
export interface Hdf5BlocksOptions {
  /** Stops the opening; reading has a signal of its own. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a dataset of numbers in an HDF5 file for reading block by block.
 *
 * Little-endian numbers in chunks (stored as they are or through gzip, LZF, shuffle and fletcher32, listed by a version 1
 * B-tree, as h5py writes by default) are read by an own reader of the chunk index: equal stored chunks of one value are
 * decoded once, and chunks that were never written cost nothing. All other layouts, filters and links are read through
 * the HDF5 library, in windows of whole chunks.
 *
 * Values come as the file has them; integers of 64 bit must be below 2^53, half-precision floats become float32.
 *
 * @throws FormatError for damage, for other than numbers and for integers beyond ±(2^53 − 1);
 *   UnknownNameError where nothing stands at `path`, naming the arrays nearest to it
 */
export async function hdf5BlockedArray(
  source: ByteSource,
  path: string,
  options: Hdf5BlocksOptions = {},
): Promise<BlockedArray> {
  const { signal } = options;
  const indexed = await openIndexed(source, path, signal);
  return withAttributes(source, indexed ? indexedBlocks(indexed) : await libraryBlocks(source, path, signal));
}

/**
 * The same for the first of several paths at which the file has anything, without the HDF5 library, which takes a while to
 * start; null where the file has nothing at any of them, or only the library can tell.
 *
 * @throws FormatError for damage
 */
export async function firstHdf5Array(
  source: ByteSource,
  paths: readonly string[],
  options: Hdf5BlocksOptions = {},
): Promise<BlockedArray | null> {
  const indexed = await firstIndexed(source, paths, options.signal);
  return indexed && withAttributes(source, indexedBlocks(indexed));
}

function withAttributes(source: ByteSource, array: Omit<BlockedArray, "attributes">): BlockedArray {
  async function attributes(): Promise<Readonly<Record<string, unknown>>> {
    const file = await openHdf5(source);
    try {
      const stored = await file.attributes(array.path);
      return Object.fromEntries([...stored].map(([name, value]) => [name, plainAttribute(value)]));
    } finally {
      file.close();
    }
  }
  return { ...array, attributes };
}
