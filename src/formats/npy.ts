import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { readNpyHeader } from "./npy-header.js";
import { type NpyType, type NpyValues, npyType } from "./npy-types.js";
import { type AxisRange, blockOf, blockRuns, product } from "./npy-window.js";
import { readRuns } from "./read-runs.js";
import { reverseAxes } from "./reverse-axes.js";

export type { NpyValues } from "./npy-types.js";
export type { AxisRange } from "./npy-window.js";

/** How {@link NpyArray.read} lays out the values. */
export interface NpyReadOptions {
  /**
   * Which axis changes fastest in the result: `"C"` the last one (rows lie together, default), `"F"` the first one
   * (columns lie together). Reading in the order of the file moves no values.
   */
  readonly order?: "C" | "F";
  readonly signal?: AbortSignal;
}

/** An array in an NPY file, of which only the header was read. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** The type string of NumPy, for example `<f8`. */
  readonly dtype: string;
  readonly fortranOrder: boolean;
  /**
   * The values of a window (a range per axis, whole axes where left out), one after the other in the given order.
   * Only the bytes of the window are read, but gaps of less than 4 KiB inside it are read over.
   */
  read(window?: readonly (AxisRange | undefined)[], options?: NpyReadOptions): Promise<NpyValues>;
}

/**
 * Opens an NPY file (NumPy NEP 1, versions 1 to 3, both byte orders, C and Fortran order). Integers of 64 bit are
 * BigInt arrays (see safeNumbers), half-precision numbers Float32Array, truth values 0 and 1, strings plain arrays.
 *
 * @throws FormatError for what is no NPY file or is damaged, for files whose size does not fit the shape, and for
 * Python objects, complex numbers, structured types and dates
 */
export async function openNpy(source: ByteSource, options: { readonly signal?: AbortSignal } = {}): Promise<NpyArray> {
  const { descr, fortranOrder, shape, dataStart } = await readNpyHeader(source, options.signal);
  const type = npyType(source.name, descr);
  const bytes = product(shape) * type.itemBytes;
  if (source.size - dataStart !== bytes) {
    const expected = `${bytes} bytes of values for shape (${shape.join(", ")}) of ${descr}`;
    const found = `${source.size - dataStart} bytes`;
    throw new FormatError({ file: source.name, place: "NPY values", expected, found });
  }
  const file: NpyFile = { source, shape, fortranOrder, dataStart, type };
  return { shape, dtype: descr, fortranOrder, read: (window, options) => readWindow(file, window, options) };
}

interface NpyFile {
  readonly source: ByteSource;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  readonly dataStart: number;
  readonly type: NpyType & { readonly bigEndian: boolean };
}

async function readWindow(
  file: NpyFile,
  window: readonly (AxisRange | undefined)[] | undefined,
  options: NpyReadOptions = {},
): Promise<NpyValues> {
  const { source, fortranOrder, dataStart, type } = file;
  const block = blockOf(file.shape, window);
  const fastestFirst = (lengths: readonly number[]): readonly number[] =>
    fortranOrder ? lengths : [...lengths].reverse();
  const shape = fastestFirst(block.shape);
  const runs = blockRuns(fastestFirst(file.shape), { start: fastestFirst(block.start), shape });
  const bytes = await readRuns(source, runs, {
    dataStart,
    itemBytes: type.itemBytes,
    count: product(shape),
    signal: options.signal,
  });
  if (type.bigEndian === hostIsLittleEndian) swapBytes(bytes, type.wordBytes);
  let values: NpyValues;
  try {
    values = type.decode(bytes, type.itemBytes);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError({ file: source.name, place: "NPY values", expected: "text", found, cause });
  }
  const wantsFortran = (options.order ?? "C") === "F";
  return wantsFortran === fortranOrder ? values : reverseAxes(values, shape);
}

const hostIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Reverses the bytes of each word in place. */
function swapBytes(bytes: Uint8Array, wordBytes: number): void {
  if (wordBytes === 1) return;
  for (let start = 0; start < bytes.length; start += wordBytes) bytes.subarray(start, start + wordBytes).reverse();
}
