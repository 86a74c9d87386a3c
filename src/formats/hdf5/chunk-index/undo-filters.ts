import { byteUnshuffle } from "../../byte-unshuffle.js";
import { damagedData } from "../../damaged-data.js";
import { inflateExactly } from "../../inflate-exactly.js";
import { lzfDecompress } from "../../lzf.js";
import type { ChunkFilter } from "./filters.js";
import { fletcher32 } from "./fletcher32.js";

/** What a chunk was made with, and what errors call it. */
export interface StoredChunk {
  /** Its bytes in the file. */
  readonly stored: Uint8Array;
  /** In the order of writing. */
  readonly filters: readonly ChunkFilter[];
  /** Bit i is set where the filter i was left out. */
  readonly mask: number;
  /** Bytes of its elements. */
  readonly chunkBytes: number;
  readonly elementBytes: number;
  readonly file: string;
  readonly place: string;
}

const checksumBytes = 4;

/** Undoes one filter; `size` is how many bytes come out where that is known. @throws FormatError */
type Undo = (bytes: Uint8Array, chunk: StoredChunk, size: number) => Uint8Array | Promise<Uint8Array>;

const undo: Readonly<Record<ChunkFilter, Undo>> = {
  gzip: (bytes, where, size) => inflateExactly(bytes, size, "deflate", where),
  lzf: (bytes, where, size) => lzfDecompress(bytes, size, where),
  shuffle: (bytes, { elementBytes }) => byteUnshuffle(bytes, elementBytes),
  fletcher32: (bytes, where) => {
    const end = bytes.length - checksumBytes;
    if (end < 0) throw damagedData(where, "a checksum", `${bytes.length} bytes`);
    const stored = new DataView(bytes.buffer, bytes.byteOffset + end, checksumBytes).getUint32(0, true);
    const content = bytes.subarray(0, end);
    const found = fletcher32(content);
    if (stored !== found) throw damagedData(where, `checksum ${stored.toString(16)}`, found.toString(16));
    return content;
  },
};

/** The bytes of a chunk's elements, alone in their buffer. @throws FormatError for damage, and where they are of another number */
export async function undoFilters(chunk: StoredChunk): Promise<Uint8Array<ArrayBuffer>> {
  const { filters, mask, chunkBytes } = chunk;
  const applied = filters.filter((_, place) => ((mask >>> place) & 1) === 0);
  let bytes = chunk.stored;
  for (let place = applied.length - 1; place >= 0; place -= 1) {
    // checksums that were made before count as content
    const checksums = applied.slice(0, place).filter((filter) => filter === "fletcher32").length;
    bytes = await undo[applied[place]!](bytes, chunk, chunkBytes + checksums * checksumBytes);
  }
  if (bytes.length !== chunkBytes) throw damagedData(chunk, `${chunkBytes} bytes`, `${bytes.length}`);
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === chunkBytes ? new Uint8Array(buffer) : bytes.slice();
}
