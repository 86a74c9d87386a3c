import type { ByteSource } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";
import { ByteCursor } from "../../jld2/byte-cursor.js";
import { checkChecksum } from "../../jld2/check-checksum.js";
import { UnknownStructure } from "./unknown-structure.js";

/** Where a file keeps everything else. */
export interface Hdf5Superblock {
  /** Added to every address: where the superblock stands. */
  readonly base: number;
  /** Address of the object header of the root group. */
  readonly root: number;
}

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** As much as versions 0 to 3 fill, when addresses have eight bytes. */
const mostBytes = 104;
/** Version 2 and 3 end with a checksum. */
const bytesWithChecksum = 48;

/**
 * Finds and reads the superblock (versions 0 to 3), at byte 0 or behind a block of 512 · 2^n bytes.
 *
 * Source: HDF5 File Format Specification, version 3, section II.A.
 *
 * @throws FormatError for what is no HDF5 or was cut off; UnknownStructure for other versions and sizes of addresses
 */
export async function hdf5Superblock(source: ByteSource, signal?: AbortSignal): Promise<Hdf5Superblock> {
  const where = { file: source.name, place: "superblock" };
  for (let start = 0; start < source.size; start = start === 0 ? 512 : start * 2) {
    const bytes = await source.read(start, start + mostBytes, signal);
    if (!signature.every((byte, index) => bytes[index] === byte)) continue;
    const { base, end, root } = fields(bytes, where);
    const cursor = new ByteCursor(bytes, where);
    if (base !== start) throw new UnknownStructure(`a base address of ${base} in a superblock at ${start}`);
    if (end === null || end > source.size) throw cursor.fail(`a file of ${end} bytes`, `${source.size}`);
    if (root === null) throw cursor.fail("a root group", "none");
    return { base, root };
  }
  throw new FormatError({ ...where, expected: "an HDF5 signature", found: source.size === 0 ? "no bytes" : "none" });
}

function fields(bytes: Uint8Array, where: { readonly file: string; readonly place: string }) {
  const cursor = new ByteCursor(bytes, where);
  cursor.span(signature.length);
  const version = cursor.u8();
  if (version > 3) throw new UnknownStructure(`superblock version ${version}`);
  if (version < 2) cursor.span(4);
  if (cursor.u8() !== 8 || cursor.u8() !== 8) throw new UnknownStructure("addresses of other than 8 bytes");
  if (version < 2) {
    // group sizes and flags; version 1 adds the size of nodes of chunks
    cursor.span(version === 0 ? 9 : 13);
    const base = cursor.address();
    cursor.address();
    const end = cursor.address();
    // the driver's block, and the name of the root group, which is none
    cursor.span(16);
    return { base, end, root: cursor.address() };
  }
  cursor.u8();
  const base = cursor.address();
  cursor.address();
  const end = cursor.address();
  const root = cursor.address();
  cursor.span(4);
  checkChecksum(bytes, { start: 0, end: bytesWithChecksum }, where);
  return { base, end, root };
}
