import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { type DescribedRow, readDescribedRows } from "../../formats/described-rows.js";

/** The column that names the neuron of a row. */
export const neuronColumn = "neuron";
/** Columns that describe a row. */
export const describingColumns = 9;

/** One worm: a trace per row. */
export interface Worm {
  readonly descriptions: readonly string[];
  /** Numbers of the frames. */
  readonly frames: Float64Array;
  readonly rows: readonly DescribedRow[];
  /** What the source calls the neuron of each row; empty where it has no name. */
  readonly neurons: readonly string[];
}

/**
 * Reads the CSV file of a worm.
 *
 * @throws FormatError without a column of neurons, or without rows
 */
export async function readWorm(source: ByteSource, signal?: AbortSignal): Promise<Worm> {
  const { descriptions, numbers, rows } = await readDescribedRows(source, signal ? { signal } : {});
  const column = descriptions.indexOf(neuronColumn);
  const file = source.name;
  if (column === -1) {
    const found = descriptions.join(", ") || "none before the frames";
    throw new FormatError({ file, place: "line 1", expected: `a column ${neuronColumn}`, found });
  }
  if (rows.length === 0) {
    throw new FormatError({ file, place: "the whole file", expected: "a row per neuron", found: "none" });
  }
  return { descriptions, frames: numbers, rows, neurons: rows.map(({ texts }) => texts[column]!) };
}
