import { FormatError } from "../errors.js";
import type { NpyArray } from "../formats/npy.js";
import { safeNumbers } from "../formats/safe-numbers.js";
import { type TraceBlock, traceBlock } from "./trace-block.js";

/** Values that one read takes. */
const readValues = 2 ** 18;

/**
 * Reads a time × column array into one float32 trace per column, in the order in which it lies in the file: some
 * columns at a time in Fortran order, some rows at a time in C order.
 *
 * @throws FormatError for another number of axes, and for text
 */
export async function npyTraces(
  array: NpyArray,
  file: string,
  place: string,
  signal?: AbortSignal,
): Promise<TraceBlock> {
  const where = { file, place };
  const [length, width] = array.shape;
  if (array.shape.length !== 2 || !length || !width) {
    throw new FormatError({ ...where, expected: "time × columns", found: `shape (${array.shape.join(", ")})` });
  }
  const block = traceBlock(width, length, where);
  const [whole, across] = array.fortranOrder ? [width, length] : [length, width];
  const step = Math.max(1, Math.floor(readValues / across));
  for (let start = 0; start < whole; start += step) {
    signal?.throwIfAborted();
    const range = { start, end: Math.min(whole, start + step) };
    const values = array.fortranOrder
      ? await array.read([undefined, range], { order: "F" })
      : await array.read([range], { order: "C" });
    if (Array.isArray(values)) throw new FormatError({ ...where, expected: "numbers", found: "text" });
    const numbers = safeNumbers(values, `${file}: ${place}`);
    if (array.fortranOrder) block.fillColumns(start, numbers);
    else block.fill(start, numbers);
  }
  return block;
}
