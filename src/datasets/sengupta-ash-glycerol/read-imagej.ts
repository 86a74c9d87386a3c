import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { csvRows } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";
import type { ReadOptions } from "../dataset.js";

const expectedHeader = ["animal", "Slice", "MeanGCaMP", "MeanBackground", "Fluor", "Fnaut", "signal", "time"] as const;

/** A column of numbers of the table. */
export type ImagejColumn = Exclude<(typeof expectedHeader)[number], "animal">;

/** The columns of the table, one value per frame. */
export type ImagejTable = Readonly<Record<ImagejColumn, Float64Array>>;

/**
 * Reads the measurements that a script of the lab merges from ImageJ: a row per frame, numbered from 1 in `Slice`.
 *
 * @throws FormatError for another header, no row, what is no number, and frames that are not numbered one by one
 */
export async function readImagej(source: ByteSource, options: Pick<ReadOptions, "signal">): Promise<ImagejTable> {
  const rows: Float64Array[] = [];
  let isHeader = true;
  for await (const line of csvRows(source, options.signal ? { signal: options.signal } : {})) {
    const place = `line ${line.line}`;
    if (isHeader) {
      const found = line.fields.join(",");
      const expected = expectedHeader.join(",");
      if (found !== expected) throw new FormatError({ file: source.name, place, expected, found });
      isHeader = false;
      continue;
    }
    const numbers = Float64Array.from(rowNumbers(source.name, line, { start: 1 }));
    if (numbers[0] !== rows.length + 1) {
      const expected = `Slice ${rows.length + 1}`;
      throw new FormatError({ file: source.name, place, expected, found: `${numbers[0]}` });
    }
    rows.push(numbers);
  }
  if (rows.length === 0) {
    throw new FormatError({ file: source.name, place: "the whole file", expected: "a row per frame", found: "none" });
  }
  const names = expectedHeader.slice(1);
  const column = (index: number) => Float64Array.from(rows, (row) => row[index]!);
  return Object.fromEntries(names.map((name, index) => [name, column(index)])) as unknown as ImagejTable;
}
