import type { ByteSource } from "../../bytes/byte-source.js";
import type { FileSet } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { BlockValues } from "../blocked-array.js";
import { type ArrayDescription, type ChunkReading, productOf } from "./array-description.js";
import { type ChunkDecoder, chunkDecoder } from "./chunk-decoder.js";
import { type ChunkBox, type ChunkGrid, chunkGrid } from "./chunk-grid.js";
import { numbersOfBytes } from "./numbers-of-bytes.js";

/** A larger chunk is refused: it would have to be held as a whole. */
const mostChunkBytes = 2 ** 29;

/** Files of chunks that are read at a time, and bytes that decoded chunks under way may fill together. */
const filesAhead = 24;
const bytesAhead = 2 ** 26;

/** An array of a store, with the files that may be its chunks. */
export interface StoredArray {
  readonly files: FileSet;
  /** What errors call the store, and the path of the array in it. */
  readonly file: string;
  readonly path: string;
  /** Where the files of the array lie: empty, or with "/" at its end. */
  readonly folder: string;
  readonly description: ArrayDescription;
  /** Paths of the files below `folder`. */
  readonly keys: readonly string[];
}

/** A stored array whose chunks can be read. */
export interface ChunkedArray extends StoredArray {
  readonly reading: ChunkReading;
  readonly grid: ChunkGrid;
  readonly decoder: ChunkDecoder;
  /** What errors call the array, and one of its chunks. */
  readonly place: string;
  placeOf(box: ChunkBox): string;
  /** Files that are read, and chunks that are decoded, at a time. */
  readonly filesAhead: number;
  readonly chunksAhead: number;
  /** The file of a chunk; undefined where it is not stored, and so holds the fill value. */
  open(box: ChunkBox): Promise<ByteSource | undefined>;
  filled(count: number): BlockValues;
}

/**
 * Makes ready to read chunks.
 *
 * @throws FormatError for an array that holds no numbers, or whose codecs, chunks or size are beyond this reader
 */
export async function chunkedArray(array: StoredArray): Promise<ChunkedArray> {
  const { files, file, path, folder, description } = array;
  const { reading, dtype, chunks } = description;
  const place = `array ${path || "/"}`;
  if (typeof reading === "string") {
    throw new FormatError({ file, place, expected: "numbers in known codecs", found: `${dtype}: ${reading}` });
  }
  const { type, chunkBytes, fill } = reading;
  if (!(productOf(chunks) * type.bytes <= mostChunkBytes && chunkBytes <= mostChunkBytes)) {
    throw new FormatError({
      file,
      place,
      expected: `chunks of at most ${mostChunkBytes} bytes`,
      found: `${chunkBytes}`,
    });
  }
  const grid = chunkGrid(description, { file, place });
  return {
    ...array,
    ...{ reading, grid, place, filesAhead },
    decoder: await chunkDecoder(reading, chunks, { file, place }),
    chunksAhead: Math.max(1, Math.min(filesAhead, Math.floor(bytesAhead / chunkBytes))),
    placeOf: (box) => `${place}, chunk ${grid.key(box)}`,
    open: (box) => files.open(folder + grid.key(box)),
    filled: (count) => numbersOfBytes(new Uint8Array(count * type.bytes), type, array).fill(fill),
  };
}
