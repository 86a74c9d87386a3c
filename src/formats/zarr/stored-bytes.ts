import { chunkGrid } from "./chunk-grid.js";
import type { StoredArray } from "./chunked-array.js";
import { readAhead } from "./read-ahead.js";

const filesAhead = 24;

/** Bytes of the files that hold the chunks of an array. */
export async function storedBytesOf({ files, file, path, folder, description, keys }: StoredArray): Promise<number> {
  const grid = chunkGrid(description, { file, place: `array ${path || "/"}` });
  const chunkKeys = keys.filter((key) => grid.isChunk(key));
  const size = async (key: string): Promise<number> => (await files.open(folder + key))?.size ?? 0;
  let total = 0;
  for await (const bytes of readAhead(chunkKeys, filesAhead, size)) total += bytes;
  return total;
}
