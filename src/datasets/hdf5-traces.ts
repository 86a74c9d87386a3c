import { FormatError } from "../errors.js";
import type { Hdf5Dataset } from "../formats/hdf5.js";
import { type TraceBlock, traceBlock } from "./trace-block.js";

/** Elements that one read takes. */
const readElements = 2 ** 18;

/**
 * Reads a time × column dataset, or a time series with one axis, into one float32 trace per column, a block of rows
 * at a time.
 *
 * @throws FormatError for another number of axes
 */
export async function hdf5Traces(dataset: Hdf5Dataset, file: string, signal?: AbortSignal): Promise<TraceBlock> {
  const where = { file, place: dataset.path };
  const { shape } = dataset;
  if (!shape || shape.length < 1 || shape.length > 2) {
    const found = shape ? `${shape.length} axes` : "an empty dataset";
    throw new FormatError({ ...where, expected: "one or two axes, time first", found });
  }
  const [length = 0, width = 1] = shape;
  const block = traceBlock(width, length, where);
  const step = Math.max(1, Math.floor(readElements / Math.max(1, width)));
  for (let start = 0; start < length && width > 0; start += step) {
    signal?.throwIfAborted();
    const rows: readonly [number, number] = [start, Math.min(length, start + step)];
    block.fill(start, await dataset.numbers(shape.length === 1 ? [rows] : [rows, null]));
  }
  return block;
}
