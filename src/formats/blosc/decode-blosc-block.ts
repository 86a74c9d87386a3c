import { byteUnshuffle } from "../byte-unshuffle.js";
import { type DataPlace, damagedData } from "../damaged-data.js";
import { inflateExactly } from "../inflate-exactly.js";
import { decodeLz4Block } from "../lz4-block.js";
import { decodeSnappyBlock } from "../snappy-block.js";
import { decodeZstd } from "../zstd.js";
import { bitUnshuffle } from "./bit-unshuffle.js";
import { type BloscBlock, type BloscFrame, int32 } from "./blosc-frame.js";
import { decodeBloscLz } from "./blosclz.js";

type Decompress = (input: Uint8Array, size: number, where: DataPlace) => Uint8Array | Promise<Uint8Array>;

/** The compressors of Blosc 1 by the number of their format in the flags. */
const compressors: readonly Decompress[] = [
  decodeBloscLz,
  decodeLz4Block,
  decodeSnappyBlock,
  (input, size, where) => inflateExactly(input, size, "deflate", where),
  decodeZstd,
];

const unfilter: Readonly<Record<BloscFrame["filter"], (bytes: Uint8Array, elementBytes: number) => Uint8Array>> = {
  none: (bytes) => bytes,
  bytes: (bytes, elementBytes) => (elementBytes > 1 ? byteUnshuffle(bytes, elementBytes) : bytes),
  bits: bitUnshuffle,
};

/**
 * The bytes of one block of a Blosc 1 frame. A slice as long as what it decodes to is stored as it is.
 *
 * @throws FormatError for damaged data, and for a compressor that Blosc 1 does not have
 */
export async function decodeBloscBlock(frame: BloscFrame, block: BloscBlock, where: DataPlace): Promise<Uint8Array> {
  const { bytes } = frame;
  const decompress = compressors[frame.format];
  if (!decompress) throw damagedData(where, "a compressor of Blosc 1", `format ${frame.format}`);
  const sliceBytes = block.size / block.slices;
  let at = block.start;
  const next = async (): Promise<Uint8Array> => {
    const length = int32(bytes, at);
    const data = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    return length === sliceBytes ? data : decompress(data, sliceBytes, where);
  };
  if (block.slices === 1) return unfilter[frame.filter](await next(), frame.elementBytes);
  const joined = new Uint8Array(block.size);
  for (let slice = 0; slice < block.slices; slice++) joined.set(await next(), slice * sliceBytes);
  return unfilter[frame.filter](joined, frame.elementBytes);
}
