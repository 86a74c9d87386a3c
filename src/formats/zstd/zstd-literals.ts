import { type DataPlace, damagedData } from "../damaged-data.js";
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from "./zstd-huffman.js";

/** No block gives more bytes (RFC 8878, section 3.1.1.2.4). */
export const maxBlockBytes = 1 << 17;

/** What the literals of a block are, and where its sequences begin. */
export interface Literals {
  readonly bytes: Uint8Array;
  readonly table: HuffmanTable | undefined;
  readonly end: number;
}

/** The literals of a compressed block (RFC 8878, section 3.1.1.3.1); `table` is that of the block before. */
export function readLiterals(
  input: Uint8Array,
  start: number,
  end: number,
  table: HuffmanTable | undefined,
  where: DataPlace,
): Literals {
  const type = input[start]! & 3;
  const format = (input[start]! >> 2) & 3;
  if (type < 2) {
    const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = littleEndian(input, start, headerBytes) >> (headerBytes === 1 ? 3 : 4);
    const at = start + headerBytes;
    const behind = at + (type === 0 ? size : 1);
    checkFits(size, behind, end, where);
    const bytes = type === 0 ? input.subarray(at, behind) : new Uint8Array(size).fill(input[at]!);
    return { bytes, table, end: behind };
  }
  const headerBytes = Math.max(3, format + 2);
  const width = [10, 10, 14, 18][format]!;
  const header = littleEndian(input, start, headerBytes);
  const size = Math.floor(header / 16) % 2 ** width;
  const at = start + headerBytes;
  const behind = at + (Math.floor(header / 2 ** (4 + width)) % 2 ** width);
  checkFits(size, behind, end, where);
  const tree = type === 2 ? readHuffmanTable(input, at, behind, where) : { table, end: at };
  if (!tree.table) throw damagedData(where, "a Huffman tree before it is used again", "none");
  const bytes = new Uint8Array(size);
  if (format === 0) decodeHuffman(input, tree.end, behind, bytes, 0, size, tree.table, where);
  else decodeFour(input, tree.end, behind, bytes, tree.table, where);
  return { bytes, table: tree.table, end: behind };
}

function decodeFour(
  input: Uint8Array,
  start: number,
  end: number,
  bytes: Uint8Array,
  table: HuffmanTable,
  where: DataPlace,
): void {
  const part = (bytes.length + 3) >> 2;
  let at = start + 6;
  for (let stream = 0; stream < 4; stream++) {
    const behind = stream === 3 ? end : at + littleEndian(input, start + 2 * stream, 2);
    const from = part * stream;
    const to = stream === 3 ? bytes.length : from + part;
    if (at > end || behind > end || from > bytes.length)
      throw damagedData(where, "four Huffman streams", "fewer bytes");
    decodeHuffman(input, at, behind, bytes, from, to, table, where);
    at = behind;
  }
}

function checkFits(size: number, behind: number, end: number, where: DataPlace): void {
  if (size <= maxBlockBytes && behind <= end) return;
  throw damagedData(where, "literals inside their block", `${size} literals`);
}

/** Up to five bytes as a number. */
export function littleEndian(input: Uint8Array, start: number, bytes: number): number {
  let value = 0;
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (input[start + i] ?? 0);
  return value;
}
