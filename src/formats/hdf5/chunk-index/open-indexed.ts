import type { ByteSource } from "../../../bytes/byte-source.js";
import { chunkCounts } from "../../chunk-box.js";
import { chunkIndex } from "./chunk-index.js";
import { chunkedDataset } from "./chunked-dataset.js";
import type { IndexedDataset } from "./decode-chunks.js";
import { findObject } from "./find-object.js";
import { metadataSource } from "./metadata-source.js";
import { hdf5Superblock } from "./superblock.js";
import { MissingObject, UnknownStructure } from "./unknown-structure.js";

/**
 * Reads where the chunks of the dataset at `path` are, without the HDF5 library; null where the file has anything that
 * this reader leaves to the library.
 *
 * @throws FormatError for damage
 */
export async function openIndexed(
  source: ByteSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<IndexedDataset | null> {
  return firstIndexed(source, [path], signal);
}

/** The same for the first of several paths at which the file has anything. @throws FormatError for damage */
export async function firstIndexed(
  source: ByteSource,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<IndexedDataset | null> {
  for (const path of paths) {
    const found = await indexedAt(source, path, signal);
    if (found !== "missing") return found;
  }
  return null;
}

async function indexedAt(
  source: ByteSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<IndexedDataset | null | "missing"> {
  try {
    const { base, root } = await hdf5Superblock(source, signal);
    const metadata = metadataSource(source, base, signal);
    const dataset = await chunkedDataset(metadata, await findObject(metadata, root, path), path);
    const index = await chunkIndex(metadata, dataset, path);
    const total = chunkCounts(dataset.shape, dataset.chunks).counts.reduce((product, length) => product * length, 1);
    if (dataset.hasFill && index.numbers.length < total) throw new UnknownStructure("elements of a fill value");
    return { source, path, dataset, index };
  } catch (error) {
    if (error instanceof MissingObject) return "missing";
    if (error instanceof UnknownStructure) return null;
    throw error;
  }
}
