import { FormatError } from "../../errors.js";
import { ByteCursor } from "./byte-cursor.js";
import { checkChecksum } from "./check-checksum.js";

/** Where everything else is found. */
export interface Superblock {
  /** Added to every address of the file: the length of the block of text before the HDF5 part. */
  readonly base: number;
  /** Address of the object header of the root group. */
  readonly root: number;
}

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** JLD2 writes its name and version into a user block of this length. */
const userBlock = 512;
const length = 48;

/** Reads the version 2 or 3 superblock of a JLD2 file. @throws FormatError */
export function readSuperblock(file: string, bytes: Uint8Array): Superblock {
  const place = "superblock";
  const start = [userBlock, 0].find((at) => signature.every((byte, i) => bytes[at + i] === byte));
  if (start === undefined) {
    const expected = "an HDF5 signature at byte 512 or 0";
    throw new FormatError({ file, place, expected, found: bytes.length === 0 ? "an empty file" : "other bytes" });
  }
  const block = { start, end: Math.min(start + length, bytes.length) };
  const cursor = new ByteCursor(bytes, { file, place }, block);
  cursor.span(signature.length);
  const version = cursor.u8();
  if (version !== 2 && version !== 3) throw cursor.fail("version 2 or 3", `${version}`);
  const sizes = [cursor.u8(), cursor.u8()];
  if (sizes.some((size) => size !== 8)) throw cursor.fail("addresses and lengths of 8 bytes", sizes.join(" and "));
  cursor.u8();
  const base = cursor.address();
  cursor.address();
  const end = cursor.address();
  const root = cursor.address();
  cursor.u32();
  checkChecksum(bytes, block, { file, place });
  if (base !== start) throw cursor.fail(`base address ${start}`, `${base}`);
  if (end !== bytes.length) throw cursor.fail(`a file of ${end} bytes`, `${bytes.length}`);
  if (root === null) throw cursor.fail("a root group", "none");
  return { base, root };
}
