import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { type CsvOptions, csvRows } from "./csv.js";
import { parseNumber, rowNumbers } from "./parse-number.js";

/** A row: what the leading columns say about it, and its samples. */
export interface DescribedRow {
  readonly line: number;
  readonly texts: readonly string[];
  /** One per numbered column; NaN for an empty field. */
  readonly values: Float64Array;
}

/** A CSV file whose rows are traces. */
export interface DescribedRows {
  /** Names of the leading columns. */
  readonly descriptions: readonly string[];
  /** The numbers that name the other columns, rising. */
  readonly numbers: Float64Array;
  readonly rows: readonly DescribedRow[];
}

/**
 * Reads a CSV file with a header in which some leading columns describe the row and all others are named by a number,
 * such as the number of the frame, and hold a sample.
 *
 * @throws FormatError for a header without numbered columns, with others behind them, or numbers that do not rise; for
 *   samples that are no numbers; and as {@link csvRows} does
 */
export async function readDescribedRows(source: ByteSource, options: CsvOptions = {}): Promise<DescribedRows> {
  const file = source.name;
  let header: { readonly descriptions: readonly string[]; readonly numbers: Float64Array } | undefined;
  const rows: DescribedRow[] = [];
  for await (const row of csvRows(source, options)) {
    if (!header) header = readHeader(file, row.fields);
    else {
      const start = header.descriptions.length;
      rows.push({ line: row.line, texts: row.fields.slice(0, start), values: rowNumbers(file, row, { start }) });
    }
  }
  if (header) return { ...header, rows };
  throw new FormatError({ file, place: "line 1", expected: "names of columns", found: "an empty file" });
}

function readHeader(file: string, fields: readonly string[]) {
  const parsed = fields.map((field) => parseNumber(field));
  const first = parsed.findIndex((value) => typeof value === "number");
  if (first === -1) {
    throw new FormatError({ file, place: "line 1", expected: "columns named by a number", found: "none" });
  }
  const numbers = new Float64Array(fields.length - first);
  for (let index = first; index < fields.length; index++) {
    const value = parsed[index];
    const before = index > first ? numbers[index - first - 1]! : Number.NEGATIVE_INFINITY;
    if (typeof value !== "number" || !Number.isFinite(value) || value <= before) {
      const place = `line 1, field ${index + 1}`;
      const expected = index === first ? "a finite number" : `a number above ${before}`;
      throw new FormatError({ file, place, expected, found: JSON.stringify((fields[index] ?? "").slice(0, 60)) });
    }
    numbers[index - first] = value;
  }
  return { descriptions: fields.slice(0, first), numbers };
}
