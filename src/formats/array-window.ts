import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { hostIsLittleEndian } from "./host-byte-order.js";
import type { NpyType, NpyValues } from "./npy-types.js";
import { type AxisRange, blockOf, blockRuns, product } from "./npy-window.js";
import { readRuns } from "./read-runs.js";
import { reverseAxes } from "./reverse-axes.js";

/** How `readArrayWindow` lays out the values. */
export interface ArrayReadOptions {
  /**
   * Which axis changes fastest in the result: `"C"` the last one (rows lie together, default), `"F"` the first one
   * (columns lie together). Reading in the order of the file moves no values.
   */
  readonly order?: "C" | "F";
  readonly signal?: AbortSignal;
}

/** An array whose values lie one behind the other in a source. */
export interface StoredArray {
  readonly source: ByteSource;
  readonly shape: readonly number[];
  /** True where the first axis changes fastest in the file. */
  readonly fortranOrder: boolean;
  /** Where the values begin. */
  readonly dataStart: number;
  readonly type: NpyType & { readonly bigEndian: boolean };
  /** What to call the values in an error message. */
  readonly place: string;
}

/**
 * The values of a window of a stored array (a range per axis, whole axes where left out). Only the bytes of the window
 * are read, but gaps of less than 4 KiB inside it are read over.
 *
 * @throws ArgumentError for a window that is not inside the array; FormatError for values that cannot be decoded
 */
export async function readArrayWindow(
  array: StoredArray,
  window: readonly (AxisRange | undefined)[] | undefined,
  options: ArrayReadOptions = {},
): Promise<NpyValues> {
  const { source, fortranOrder, dataStart, type, place } = array;
  const block = blockOf(array.shape, window);
  const fastestFirst = (lengths: readonly number[]): readonly number[] =>
    fortranOrder ? lengths : [...lengths].reverse();
  const shape = fastestFirst(block.shape);
  const runs = blockRuns(fastestFirst(array.shape), { start: fastestFirst(block.start), shape });
  const bytes = await readRuns(source, runs, {
    dataStart,
    itemBytes: type.itemBytes,
    count: product(shape),
    place,
    signal: options.signal,
  });
  if (type.bigEndian === hostIsLittleEndian) swapBytes(bytes, type.wordBytes);
  let values: NpyValues;
  try {
    values = type.decode(bytes, type.itemBytes);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError({ file: source.name, place, expected: "text", found, cause });
  }
  const wantsFortran = (options.order ?? "C") === "F";
  return wantsFortran === fortranOrder ? values : reverseAxes(values, shape);
}

/** Reverses the bytes of each word in place. */
function swapBytes(bytes: Uint8Array, wordBytes: number): void {
  if (wordBytes === 1) return;
  for (let start = 0; start < bytes.length; start += wordBytes) {
    for (let low = start, high = start + wordBytes - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}
