import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { type ArrayReadOptions, readArrayWindow } from "./array-window.js";
import { readNpyHeader } from "./npy-header.js";
import { type NpyValues, npyType } from "./npy-types.js";
import { type AxisRange, product } from "./npy-window.js";

export type { NpyValues } from "./npy-types.js";
export type { AxisRange } from "./npy-window.js";

/** How {@link NpyArray.read} lays out the values. */
export type NpyReadOptions = ArrayReadOptions;

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
  const array = { source, shape, fortranOrder, dataStart, type, place: "NPY values" };
  return { shape, dtype: descr, fortranOrder, read: (window, options) => readArrayWindow(array, window, options) };
}
