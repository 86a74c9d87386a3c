import { IntegrityError } from "../../errors.js";
import { int32 } from "../blosc/blosc-frame.js";
import { decodeBlosc } from "../blosc/decode-blosc.js";
import { byteUnshuffle } from "../byte-unshuffle.js";
import { type DataPlace, damagedData } from "../damaged-data.js";
import { inflateExactly } from "../inflate-exactly.js";
import { decodeLz4Block } from "../lz4-block.js";
import { decodeZstd } from "../zstd.js";
import { crc32c } from "./crc32c.js";
import type { JsonObject } from "./json-fields.js";

/** A codec from bytes to bytes, as metadata name it (without "numcodecs."), with its settings. */
export interface ByteCodec {
  readonly name: string;
  readonly settings: JsonObject;
}

/** Undoes a codec on bytes of which it is known that `size` come out. */
type Undo = (
  bytes: Uint8Array,
  size: number,
  where: DataPlace,
  settings: JsonObject,
) => Uint8Array | Promise<Uint8Array>;

const checksumBytes = 4;

const undo: Readonly<Record<string, Undo>> = {
  blosc: decodeBlosc,
  gzip: (bytes, size, where) => inflateExactly(bytes, size, "gzip", where),
  zlib: (bytes, size, where) => inflateExactly(bytes, size, "deflate", where),
  zstd: decodeZstd,
  lz4(bytes, size, where) {
    const told = bytes.length < 4 ? -1 : int32(bytes, 0);
    if (told !== size) throw damagedData(where, `LZ4 data of ${size} bytes`, `of ${told}`);
    return decodeLz4Block(bytes.subarray(4), size, where);
  },
  shuffle: (bytes, _size, _where, { elementsize }) => byteUnshuffle(bytes, (elementsize as number | undefined) ?? 4),
  crc32c: (bytes, size, where) => checkedBytes(bytes, size, where),
};

/** True for the codecs that {@link undoByteCodecs} knows. */
export function isByteCodec(name: string): boolean {
  return Object.hasOwn(undo, name);
}

/** True for those that give other bytes than before, so that the size says nothing of what came before. */
export function isCompressor(name: string): boolean {
  return isByteCodec(name) && name !== "shuffle" && name !== "crc32c";
}

/**
 * Undoes codecs, given in the order of writing; `size` bytes must come out at last. At most one of them may be a
 * compressor, so that the size of each step is known before it is made.
 *
 * @throws FormatError for damaged bytes and for another size
 */
export async function undoByteCodecs(
  codecs: readonly ByteCodec[],
  bytes: Uint8Array,
  size: number,
  where: DataPlace,
): Promise<Uint8Array> {
  let result = bytes;
  for (const [index, codec] of [...codecs.entries()].reverse()) {
    const isSized = !codecs.slice(0, index).some(({ name }) => isCompressor(name));
    const sums = codecs.slice(0, index).filter(({ name }) => name === "crc32c").length;
    const given = isSized ? size + sums * checksumBytes : result.length - checksumBytes;
    result = await undo[codec.name]!(result, given, where, codec.settings);
  }
  if (result.length !== size) throw damagedData(where, `${size} bytes`, `${result.length} bytes`);
  return result;
}

/**
 * The bytes before their CRC-32C.
 *
 * @throws IntegrityError where it differs
 */
export function checkedBytes(bytes: Uint8Array, size: number, where: DataPlace): Uint8Array {
  if (bytes.length !== size + checksumBytes || size < 0) {
    throw damagedData(where, `${size} bytes and a checksum`, `${bytes.length} bytes`);
  }
  const content = bytes.subarray(0, size);
  const [expected, found] = [int32(bytes, size) >>> 0, crc32c(content)];
  if (expected === found) return content;
  const words = { expected: expected.toString(16).padStart(8, "0"), found: found.toString(16).padStart(8, "0") };
  const next = "the file is damaged; fetch it again";
  throw new IntegrityError({ file: where.file, what: `CRC-32C of ${where.place}`, ...words, next });
}
