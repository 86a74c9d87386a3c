import { type DataPlace, damagedData } from "../damaged-data.js";

const headerBytes = 16;

/** No slice of a block is smaller where blocks are split (constant of Blosc 1). */
const minSliceBytes = 128;
const maxSplits = 16;

/** The header of a Blosc 1 frame, with its blocks found. */
export interface BloscFrame {
  readonly bytes: Uint8Array;
  readonly elementBytes: number;
  /** Decoded bytes of the frame, and of each block but perhaps the last. */
  readonly size: number;
  readonly blockBytes: number;
  readonly blocks: number;
  /** What the elements of a block went through before they were compressed. */
  readonly filter: "none" | "bytes" | "bits";
  /** The compressor as the number of its format. */
  readonly format: number;
  /** The frame holds its data as they are. */
  readonly isStored: boolean;
  /** Whether whole blocks are compressed in slices, one for each byte of an element. */
  readonly isSplit: boolean;
}

/**
 * Reads the header of a Blosc 1 frame: version, version of the compressor, flags, bytes per element, then three
 * little-endian uint32: decoded size, block size, frame size.
 *
 * @param size bytes that the frame must decode to
 * @throws FormatError where fields contradict each other, `size` or the bytes at hand
 */
export function readBloscFrame(bytes: Uint8Array, size: number, where: DataPlace): BloscFrame {
  if (bytes.length < headerBytes) throw damagedData(where, "a Blosc header of 16 bytes", `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, , flags, elementBytes] = bytes as unknown as [number, number, number, number];
  if (version !== 1 && version !== 2) throw damagedData(where, "a Blosc frame of version 2", `version ${version}`);
  const told = view.getUint32(4, true);
  if (told !== size) throw damagedData(where, `a Blosc frame of ${size} bytes`, `one of ${told}`);
  const frameBytes = view.getUint32(12, true);
  if (frameBytes !== bytes.length) throw damagedData(where, `${frameBytes} compressed bytes`, `${bytes.length}`);
  const blockBytes = Math.min(view.getUint32(8, true), size);
  const blocks = blockBytes > 0 ? Math.ceil(size / blockBytes) : 0;
  const isStored = (flags & 2) !== 0;
  if (isStored ? headerBytes + size !== bytes.length : headerBytes + 4 * blocks > bytes.length) {
    throw damagedData(where, "a Blosc frame that has room for its blocks", `${bytes.length} bytes`);
  }
  if ((blocks === 0 && size > 0) || elementBytes === 0 || (flags & 5) === 5 || (flags & 8) !== 0) {
    throw damagedData(where, "a header of Blosc 1", `${elementBytes} bytes per element, flags ${flags}`);
  }
  const isSplit = (flags & 16) === 0 && elementBytes <= maxSplits && blockBytes / elementBytes >= minSliceBytes;
  const filter = (flags & 4) !== 0 ? "bits" : (flags & 1) !== 0 ? "bytes" : "none";
  return { bytes, elementBytes, size, blockBytes, blocks, filter, format: flags >> 5, isStored, isSplit };
}

/** One compressed block of a frame: where it lies, and what it decodes to. */
export interface BloscBlock {
  readonly size: number;
  /** Compressed slices, each with its length before it; they decode to equal parts of the block. */
  readonly slices: number;
  /** Where its first length stands, and where the block ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the block `index` of a frame that is not stored.
 *
 * @throws FormatError where it is not inside the frame
 */
export function findBloscBlock(frame: BloscFrame, index: number, where: DataPlace): BloscBlock {
  const { bytes, blockBytes, blocks } = frame;
  const size = Math.min(blockBytes, frame.size - index * blockBytes);
  // a shorter block at the end is never split
  const slices = frame.isSplit && size === blockBytes && size % frame.elementBytes === 0 ? frame.elementBytes : 1;
  const start = int32(bytes, headerBytes + 4 * index);
  let end = start;
  for (let slice = 0; slice < slices; slice++) {
    const length = end >= headerBytes + 4 * blocks && end + 4 <= bytes.length ? int32(bytes, end) : -1;
    end += 4 + length;
    if (length < 0 || end > bytes.length) {
      throw damagedData(where, `block ${index} inside the Blosc frame`, `${length} bytes at ${end - length}`);
    }
  }
  return { size, slices, start, end };
}

export function int32(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
