import { type DataPlace, damagedData } from "../damaged-data.js";

/** A finite state entropy decoding table (RFC 8878, section 4.1): for each state its symbol and the way to the next. */
export interface FseTable {
  readonly accuracyLog: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly baselines: Uint16Array;
}

/** The table of a distribution; -1 stands for a probability below 1. */
export function fseTable(counts: ArrayLike<number>, accuracyLog: number): FseTable {
  const size = 1 << accuracyLog;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    next[symbol] = Math.abs(counts[symbol]!);
    if (counts[symbol] === -1) symbols[--high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    for (let i = 0; i < counts[symbol]!; i++) {
      symbols[state] = symbol;
      do state = (state + step) & (size - 1);
      while (state >= high);
    }
  }
  const bits = new Uint8Array(size);
  const baselines = new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    const count = next[symbols[i]!]!++;
    const width = accuracyLog - (31 - Math.clz32(count));
    bits[i] = width;
    baselines[i] = (count << width) - size;
  }
  return { accuracyLog, symbols, bits, baselines };
}

/** The table in which every state gives one symbol. */
export function fseOfOne(symbol: number): FseTable {
  return {
    accuracyLog: 0,
    symbols: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    baselines: new Uint16Array(1),
  };
}

/**
 * Reads a table description (RFC 8878, section 4.1.1).
 *
 * @returns the table and where the bytes behind it begin
 * @throws FormatError where probabilities do not add up, or symbols are too many
 */
export function readFseTable(
  input: Uint8Array,
  start: number,
  end: number,
  limits: { readonly accuracyLog: number; readonly symbols: number },
  where: DataPlace,
): { readonly table: FseTable; readonly end: number } {
  let at = start * 8;
  const read = (width: number): number => {
    const byte = at >> 3;
    if (at + width > end * 8) throw damagedData(where, "an entropy table", "its end before all symbols");
    const word = input[byte]! | ((input[byte + 1] ?? 0) << 8) | ((input[byte + 2] ?? 0) << 16);
    at += width;
    return (word >> ((at - width) & 7)) & ((1 << width) - 1);
  };
  const accuracyLog = read(4) + 5;
  if (accuracyLog > limits.accuracyLog) {
    throw damagedData(where, `an entropy table of at most ${limits.accuracyLog} bits`, `${accuracyLog} bits`);
  }
  const counts: number[] = [];
  let remaining = 1 << accuracyLog;
  while (remaining > 0) {
    const width = 32 - Math.clz32(remaining + 1);
    const half = (1 << (width - 1)) - 1;
    const short = (1 << width) - 2 - remaining;
    let value = read(width - 1);
    if (value >= short) {
      value |= read(1) << (width - 1);
      if (value > half) value -= short;
    }
    const count = value - 1;
    counts.push(count);
    remaining -= Math.abs(count);
    if (count === 0) {
      let repeat = 3;
      while (repeat === 3) {
        repeat = read(2);
        for (let i = 0; i < repeat; i++) counts.push(0);
      }
    }
    if (counts.length > limits.symbols) throw damagedData(where, `at most ${limits.symbols} symbols`, "more");
  }
  if (remaining < 0) throw damagedData(where, "probabilities that add up to 1", "more");
  return { table: fseTable(counts, accuracyLog), end: (at + 7) >> 3 };
}
