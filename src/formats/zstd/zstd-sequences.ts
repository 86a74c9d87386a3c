import { copyMatch } from "../copy-match.js";
import { type DataPlace, damagedData } from "../damaged-data.js";
import { type FseTable, fseOfOne, fseTable, readFseTable } from "./zstd-fse.js";

/** Tables for lengths of literals, offsets and lengths of matches. */
export type SequenceTables = readonly [literals: FseTable, offsets: FseTable, matches: FseTable];

interface Kind {
  readonly accuracyLog: number;
  readonly symbols: number;
  readonly predefined: FseTable;
}

const repeat = (count: number, value: number): number[] => new Array<number>(count).fill(value);

/** Limits and default distributions (RFC 8878, sections 3.1.1.3.2.1.1 and 3.1.1.3.2.2). */
const kinds: readonly [Kind, Kind, Kind] = [
  {
    ...{ accuracyLog: 9, symbols: 36 },
    predefined: fseTable(
      [4, 3, ...repeat(11, 2), 1, 1, 1, ...repeat(9, 2), 3, 2, ...repeat(5, 1), ...repeat(4, -1)],
      6,
    ),
  },
  {
    ...{ accuracyLog: 8, symbols: 32 },
    predefined: fseTable([...repeat(6, 1), 2, 2, 2, ...repeat(15, 1), ...repeat(5, -1)], 5),
  },
  {
    ...{ accuracyLog: 9, symbols: 53 },
    predefined: fseTable([1, 4, 3, ...repeat(6, 2), ...repeat(37, 1), ...repeat(7, -1)], 6),
  },
];

const literalBits = Uint8Array.from([
  ...repeat(16, 0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
const matchBits = Uint8Array.from([
  ...repeat(32, 0),
  ...[1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
]);
const literalStarts = startsOf(literalBits, 0);
const matchStarts = startsOf(matchBits, 3);

function startsOf(bits: Uint8Array, first: number): Int32Array {
  let start = first;
  return Int32Array.from(bits, (width) => {
    start += 2 ** width;
    return start - 2 ** width;
  });
}

/** The tables of a block; those of the block before it may be used again. */
export function readSequenceTables(
  input: Uint8Array,
  start: number,
  end: number,
  before: SequenceTables | undefined,
  where: DataPlace,
): { readonly tables: SequenceTables; readonly end: number } {
  const modes = input[start]!;
  if (start >= end || (modes & 3) !== 0) throw damagedData(where, "modes of sequence tables", "reserved bits");
  let at = start + 1;
  const tables = kinds.map((kind, index) => {
    const mode = (modes >> (6 - 2 * index)) & 3;
    if (mode === 0) return kind.predefined;
    if (mode === 2) {
      const read = readFseTable(input, at, end, kind, where);
      at = read.end;
      return read.table;
    }
    if (mode === 3) {
      if (!before) throw damagedData(where, "sequence tables before they are used again", "none");
      return before[index]!;
    }
    const symbol = input[at++] ?? 255;
    if (at > end || symbol >= kind.symbols) throw damagedData(where, `a symbol below ${kind.symbols}`, String(symbol));
    return fseOfOne(symbol);
  });
  return { tables: tables as unknown as SequenceTables, end: at };
}

/** What goes on over the blocks of a frame. */
export interface MatchState {
  /** Where the frame begins in the output, and where it goes on. */
  readonly start: number;
  at: number;
  /** The last three offsets, the latest first. */
  readonly offsets: Int32Array;
}

/** Copies literals and matches to `output` as the `count` sequences of a block say (RFC 8878, section 3.1.1.4). */
export function runSequences(
  input: Uint8Array,
  start: number,
  end: number,
  count: number,
  tables: SequenceTables,
  literals: Uint8Array,
  output: Uint8Array,
  state: MatchState,
  where: DataPlace,
): void {
  const [literalTable, offsetTable, matchTable] = tables;
  const last = end > start ? input[end - 1]! : 0;
  if (last === 0) throw damagedData(where, "a stream of sequences", "no mark at its end");
  const first = start * 8;
  let at = end * 8 - 1 - Math.clz32(last) + 24;
  const read = (width: number): number => {
    at -= width;
    if (at < first) throw damagedData(where, "sequences of the size told", "too few bits");
    const byte = at >> 3;
    const word = input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16) | (input[byte + 3]! << 24);
    return (word >>> (at & 7)) & ((1 << width) - 1);
  };
  const { offsets } = state;
  let literalState = read(literalTable.accuracyLog);
  let offsetState = read(offsetTable.accuracyLog);
  let matchState = read(matchTable.accuracyLog);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const offsetCode = offsetTable.symbols[offsetState]!;
    const literalCode = literalTable.symbols[literalState]!;
    const matchCode = matchTable.symbols[matchState]!;
    if (offsetCode > 30) throw damagedData(where, "an offset below 2^31", `one of ${offsetCode} bits`);
    const high = offsetCode > 16 ? read(offsetCode - 16) * 65536 : 0;
    const offsetValue = 2 ** offsetCode + high + read(Math.min(offsetCode, 16));
    const matchLength = matchStarts[matchCode]! + read(matchBits[matchCode]!);
    const literalLength = literalStarts[literalCode]! + read(literalBits[literalCode]!);
    if (i + 1 < count) {
      literalState = literalTable.baselines[literalState]! + read(literalTable.bits[literalState]!);
      matchState = matchTable.baselines[matchState]! + read(matchTable.bits[matchState]!);
      offsetState = offsetTable.baselines[offsetState]! + read(offsetTable.bits[offsetState]!);
    }
    const offset = offsetOf(offsetValue, literalLength === 0, offsets);
    const target = state.at + literalLength;
    if (used + literalLength > literals.length || target + matchLength > output.length) {
      throw damagedData(where, "as many bytes as told", "more");
    }
    for (let k = 0; k < literalLength; k++) output[state.at + k] = literals[used + k]!;
    used += literalLength;
    if (offset < 1 || offset > target - state.start) {
      throw damagedData(where, "a match inside of what was decoded", `one ${offset} bytes before ${target}`);
    }
    copyMatch(output, target, offset, matchLength);
    state.at = target + matchLength;
  }
  if (at !== first) throw damagedData(where, "sequences of the size told", "bits left over");
  if (state.at + literals.length - used > output.length) throw damagedData(where, "as many bytes as told", "more");
  output.set(used === 0 ? literals : literals.subarray(used), state.at);
  state.at += literals.length - used;
}

/** The offset that a value means, which may be one of the last three; they are brought up to date. */
function offsetOf(value: number, noLiterals: boolean, offsets: Int32Array): number {
  if (value > 3) {
    offsets[2] = offsets[1]!;
    offsets[1] = offsets[0]!;
    offsets[0] = value - 3;
    return value - 3;
  }
  const index = value - 1 + (noLiterals ? 1 : 0);
  const offset = index === 3 ? offsets[0]! - 1 : offsets[index]!;
  if (index > 1) offsets[2] = offsets[1]!;
  if (index > 0) offsets[1] = offsets[0]!;
  offsets[0] = offset;
  return offset;
}
