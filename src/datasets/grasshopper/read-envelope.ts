import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readTextMatrix } from "../../formats/text-matrix.js";
import type { ReadOptions } from "../dataset.js";

/** A stimulus on a regular grid from time 0 on. */
export interface Envelope {
  readonly volts: Float64Array;
  /** Microseconds from sample to sample. */
  readonly stepUs: number;
}

/**
 * Reads a stimulus file: a row `microseconds volts` per sample.
 *
 * @throws FormatError for rows of other widths, fewer than two rows, times that are no regular grid from 0 on
 */
export async function readEnvelope(source: ByteSource, options: Pick<ReadOptions, "signal">): Promise<Envelope> {
  const { rows, columns, values } = await readTextMatrix(source, options.signal ? { signal: options.signal } : {});
  const file = source.name;
  if (columns !== 2 || rows < 2) {
    const found = `${rows} × ${columns} numbers`;
    throw new FormatError({ file, place: "the whole file", expected: "rows of a time and a voltage", found });
  }
  const stepUs = values[2]!;
  for (let row = 0; row < rows; row++) {
    const time = values[2 * row]!;
    if (time === row * stepUs && stepUs > 0) continue;
    const expected = `steps of ${stepUs} µs from 0 on`;
    throw new FormatError({ file, place: `row ${row + 1}`, expected, found: `${time} µs` });
  }
  return { volts: Float64Array.from({ length: rows }, (_, row) => values[2 * row + 1]!), stepUs };
}
