import { type DataPlace, damagedData } from "../damaged-data.js";
import { readFseTable } from "./zstd-fse.js";

/** For the next `bits` bits of a stream: the symbol in the low byte, the length of its code above. */
export interface HuffmanTable {
  readonly bits: number;
  readonly entries: Uint16Array;
}

const maxCodeBits = 11;

/**
 * Reads a Huffman tree (RFC 8878, section 4.2.1).
 *
 * @throws FormatError for weights that make no complete tree
 */
export function readHuffmanTable(
  input: Uint8Array,
  start: number,
  end: number,
  where: DataPlace,
): { readonly table: HuffmanTable; readonly end: number } {
  const header = input[start] ?? 0;
  const size = header < 128 ? header : (header - 126) >> 1;
  const behind = start + 1 + size;
  if (behind > end) throw damagedData(where, `a Huffman tree of ${size} bytes`, `${end - start - 1} bytes`);
  const weights =
    header < 128
      ? compressedWeights(input, start + 1, behind, where)
      : Array.from({ length: header - 127 }, (_, i) => (input[start + 1 + (i >> 1)]! >> (i % 2 === 0 ? 4 : 0)) & 15);
  return { table: tableOfWeights(weights, where), end: behind };
}

function tableOfWeights(weights: number[], where: DataPlace): HuffmanTable {
  const total = weights.reduce((sum, weight) => sum + (weight > 0 ? 2 ** (weight - 1) : 0), 0);
  const bits = 32 - Math.clz32(total);
  const rest = 2 ** bits - total;
  if (total === 0 || bits > maxCodeBits || !Number.isInteger(Math.log2(rest)) || weights.length > 255) {
    throw damagedData(where, "weights of a Huffman tree", "weights that make none");
  }
  weights.push(Math.log2(rest) + 1);
  const entries = new Uint16Array(1 << bits);
  let next = 0;
  for (let weight = 1; weight <= bits; weight++) {
    for (let symbol = 0; symbol < weights.length; symbol++) {
      if (weights[symbol] !== weight) continue;
      const length = 2 ** (weight - 1);
      entries.fill(symbol | ((bits + 1 - weight) << 8), next, next + length);
      next += length;
    }
  }
  return { bits, entries };
}

/** Weights that two interleaved entropy states give; a stream that is read backwards. */
function compressedWeights(input: Uint8Array, start: number, end: number, where: DataPlace): number[] {
  const { table, end: bodyStart } = readFseTable(input, start, end, { accuracyLog: 6, symbols: 256 }, where);
  const last = end > bodyStart ? input[end - 1]! : 0;
  if (last === 0) throw damagedData(where, "a stream of Huffman weights", "no mark at its end");
  const first = bodyStart * 8;
  let at = end * 8 - 1 - Math.clz32(last) + 24;
  const read = (width: number): number => {
    at -= width;
    const byte = at >> 3;
    return (((input[byte] ?? 0) | ((input[byte + 1] ?? 0) << 8)) >> (at & 7)) & ((1 << width) - 1);
  };
  const weights: number[] = [];
  const states = [read(table.accuracyLog), read(table.accuracyLog)];
  if (at < first) throw damagedData(where, "a stream of Huffman weights", "too few bits");
  for (let turn = 0; weights.length < 255; turn ^= 1) {
    const state = states[turn]!;
    weights.push(table.symbols[state]!);
    if (at - table.bits[state]! < first) {
      weights.push(table.symbols[states[turn ^ 1]!]!);
      return weights;
    }
    states[turn] = table.baselines[state]! + read(table.bits[state]!);
  }
  throw damagedData(where, "at most 255 Huffman weights", "more");
}

/**
 * Decodes one stream, from its last bit to its first, until `to` of `output`.
 *
 * @throws FormatError where the stream is not used up exactly
 */
export function decodeHuffman(
  input: Uint8Array,
  start: number,
  end: number,
  output: Uint8Array,
  from: number,
  to: number,
  table: HuffmanTable,
  where: DataPlace,
): void {
  const { bits, entries } = table;
  const last = end > start ? input[end - 1]! : 0;
  if (last === 0) throw damagedData(where, "a Huffman stream", "no mark at its end");
  const first = start * 8;
  const mask = (1 << bits) - 1;
  let at = end * 8 - 1 - Math.clz32(last) + 24;
  for (let i = from; i < to; i++) {
    const low = at - bits;
    let code: number;
    if (low >= first) {
      const byte = low >> 3;
      code = ((input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16)) >> (low & 7)) & mask;
    } else {
      // the codes of the last symbols may be shorter than what is left to look at: zeros stand behind the end
      const left = Math.max(0, at - first);
      const byte = first >> 3;
      code = ((input[byte]! | ((input[byte + 1] ?? 0) << 8)) & ((1 << left) - 1)) << (bits - left);
    }
    const entry = entries[code]!;
    output[i] = entry;
    at -= entry >> 8;
  }
  if (at !== first) throw damagedData(where, "a Huffman stream of the size told", "another size");
}
