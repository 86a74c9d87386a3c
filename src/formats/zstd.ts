import { type DataPlace, damagedData } from "./damaged-data.js";
import type { HuffmanTable } from "./zstd/zstd-huffman.js";
import { littleEndian, maxBlockBytes, readLiterals } from "./zstd/zstd-literals.js";
import { type MatchState, readSequenceTables, runSequences, type SequenceTables } from "./zstd/zstd-sequences.js";

const magic = 0xfd2fb528;
const skippableMagic = 0x184d2a5;

/**
 * Decompresses Zstandard frames (RFC 8878) of which it is known that they give `size` bytes. Every length and distance
 * is checked against the input and `size`, so that hostile bytes cost no more than an output of that size; checksums
 * of frames are not looked at. Dictionaries are not supported.
 *
 * @throws FormatError for damaged frames, and for frames that give another number of bytes
 */
export function decodeZstd(input: Uint8Array, size: number, where: DataPlace): Uint8Array {
  const output = new Uint8Array(size);
  let written = 0;
  let at = 0;
  while (at < input.length) {
    const found = littleEndian(input, at, 4);
    if (Math.floor(found / 16) === skippableMagic) {
      at += 8 + littleEndian(input, at + 4, 4);
      continue;
    }
    if (found !== magic) throw damagedData(where, "a Zstandard frame", `bytes that begin with ${found.toString(16)}`);
    ({ at, written } = decodeFrame(input, at + 4, output, written, where));
  }
  if (at !== input.length) throw damagedData(where, "a whole Zstandard frame", "its end before");
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}

function decodeFrame(
  input: Uint8Array,
  start: number,
  output: Uint8Array,
  written: number,
  where: DataPlace,
): { at: number; written: number } {
  const header = readHeader(input, start, where);
  if (header.size !== undefined && header.size !== output.length - written && header.size > output.length - written) {
    throw damagedData(where, `${output.length} bytes`, `a frame of ${header.size}`);
  }
  const state: MatchState = { start: written, at: written, offsets: Int32Array.of(1, 4, 8) };
  const tables: BlockTables = { huffman: undefined, sequences: undefined };
  let at = header.end;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > input.length) throw damagedData(where, "a Zstandard block", "the end");
    const block = littleEndian(input, at, 3);
    isLast = (block & 1) === 1;
    const type = (block >> 1) & 3;
    const size = block >> 3;
    at += 3;
    const behind = at + (type === 1 ? 1 : size);
    if (type === 3 || behind > input.length) {
      throw damagedData(where, "a Zstandard block inside the frame", `one of type ${type} and ${size} bytes`);
    }
    if (type === 2) decodeBlock(input, at, behind, output, state, tables, where);
    else copyBlock(input, at, size, type === 1, output, state, where);
    at = behind;
  }
  if (header.size !== undefined && state.at - written !== header.size) {
    throw damagedData(where, `a frame of ${header.size} bytes`, `${state.at - written} bytes`);
  }
  return { at: at + header.checksumBytes, written: state.at };
}

interface FrameHeader {
  readonly size: number | undefined;
  readonly checksumBytes: number;
  readonly end: number;
}

function readHeader(input: Uint8Array, start: number, where: DataPlace): FrameHeader {
  const descriptor = input[start] ?? 8;
  if ((descriptor & 8) !== 0) throw damagedData(where, "a Zstandard frame header", "a reserved bit");
  const isSingle = (descriptor & 32) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 2 ** sizeFlag;
  const dictionary = start + 1 + (isSingle ? 0 : 1);
  if (littleEndian(input, dictionary, dictionaryBytes) !== 0) {
    throw damagedData(where, "a Zstandard frame without a dictionary", "one with a dictionary");
  }
  const at = dictionary + dictionaryBytes;
  const size = sizeBytes === 0 ? undefined : littleEndian(input, at, sizeBytes) + (sizeFlag === 1 ? 256 : 0);
  return { size, checksumBytes: (descriptor & 4) === 0 ? 0 : 4, end: at + sizeBytes };
}

/** Entropy tables that the next block may use again. */
interface BlockTables {
  huffman: HuffmanTable | undefined;
  sequences: SequenceTables | undefined;
}

function copyBlock(
  input: Uint8Array,
  at: number,
  size: number,
  isRepeated: boolean,
  output: Uint8Array,
  state: MatchState,
  where: DataPlace,
): void {
  if (state.at + size > output.length) throw damagedData(where, `${output.length} bytes`, "more");
  if (isRepeated) output.fill(input[at]!, state.at, state.at + size);
  else output.set(input.subarray(at, at + size), state.at);
  state.at += size;
}

function decodeBlock(
  input: Uint8Array,
  start: number,
  end: number,
  output: Uint8Array,
  state: MatchState,
  tables: BlockTables,
  where: DataPlace,
): void {
  if (end - start < 2 || end - start > maxBlockBytes) {
    throw damagedData(where, "a compressed Zstandard block", `one of ${end - start} bytes`);
  }
  const literals = readLiterals(input, start, end, tables.huffman, where);
  tables.huffman = literals.table;
  const { count, end: at } = readCount(input, literals.end, end, where);
  if (count === 0) {
    if (at !== end) throw damagedData(where, "no bytes behind the literals", `${end - at} bytes`);
    copyBlock(literals.bytes, 0, literals.bytes.length, false, output, state, where);
    return;
  }
  const read = readSequenceTables(input, at, end, tables.sequences, where);
  tables.sequences = read.tables;
  runSequences(input, read.end, end, count, read.tables, literals.bytes, output, state, where);
}

/** How many sequences a block has (RFC 8878, section 3.1.1.3.2.1). */
function readCount(input: Uint8Array, at: number, end: number, where: DataPlace): { count: number; end: number } {
  const first = at < end ? input[at]! : 255;
  const bytes = first < 128 ? 1 : first < 255 ? 2 : 3;
  if (at + bytes > end) throw damagedData(where, "a number of sequences", "the end of the block");
  if (first < 128) return { count: first, end: at + 1 };
  if (first < 255) return { count: ((first - 128) << 8) + input[at + 1]!, end: at + 2 };
  return { count: littleEndian(input, at + 1, 2) + 0x7f00, end: at + 3 };
}
