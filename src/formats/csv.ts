import type { ByteSource } from "../bytes/byte-source.js";
import { ArgumentError, FormatError } from "../errors.js";
import { type CsvParser, type CsvRow, csvParser } from "./csv-parser.js";
import { textPieces } from "./text-pieces.js";

export type { CsvRow } from "./csv-parser.js";

/** What the reader put right, for the findings of a dataset. */
export interface CsvRepair {
  readonly line: number;
  readonly message: string;
}

/** Dialect and limits of {@link csvRows} and {@link readCsv}. */
export interface CsvOptions {
  /** One character between fields. Default `","`; `"\t"` for TSV. */
  readonly delimiter?: string;
  /** Whether `"` opens a quoted field (RFC 4180). False for TSV files in which a quote is an ordinary character. */
  readonly quotes?: boolean;
  /** Default `"utf-8"`; a byte order mark is skipped. Old spreadsheets may be in `"windows-1252"`. */
  readonly encoding?: "utf-8" | "windows-1252";
  /**
   * Rows with another number of fields than the first one: `"refuse"` (default) throws; `"repair"` fills short rows
   * with empty fields and drops empty fields at the end of long ones, and reports each.
   */
  readonly ragged?: "refuse" | "repair";
  /** UTF-16 units of a field, default 1 Mi, and of a row, default 16 Mi, at most: beyond, a quote was never closed. */
  readonly maxFieldLength?: number;
  readonly maxRowLength?: number;
  /** Called for every line that was put right. */
  readonly onRepair?: (repair: CsvRepair) => void;
  readonly signal?: AbortSignal;
}

/**
 * The rows of a CSV or TSV file (RFC 4180; lines end with CRLF, LF or CR), the first one too, as text: `""` is an empty
 * field, spaces are kept. The file is read in pieces, so memory does not grow with it. Lines with nothing in them are
 * left out and reported, unless the file has one column.
 *
 * @throws FormatError with line, column and field for a quote that is not closed or stands inside a plain field, for
 * text behind a closing quote, for rows of another length, for invalid text, NUL characters and absurd lengths
 */
export async function* csvRows(source: ByteSource, options: CsvOptions = {}): AsyncGenerator<CsvRow> {
  const { delimiter = ",", quotes = true, maxFieldLength = 1 << 20, maxRowLength = 1 << 24 } = options;
  if (delimiter.length !== 1 || /["\r\n\0]/.test(delimiter)) {
    const expected = "one character that is no quote and no line break";
    throw new ArgumentError({ argument: "delimiter", expected, found: JSON.stringify(delimiter) });
  }
  const parser = csvParser(source.name, { delimiter, quotes, maxFieldLength, maxRowLength });
  let width: number | undefined;
  for await (const rows of parsedPieces(source, parser, options)) {
    for (const row of rows) {
      width ??= row.fields.length;
      if (width > 1 && row.fields.length === 1 && row.fields[0] === "") {
        options.onRepair?.({ line: row.line, message: "left out a line with nothing in it" });
      } else yield row.fields.length === width ? row : evenRow(source.name, row, width, options);
    }
  }
}

async function* parsedPieces(
  source: ByteSource,
  parser: CsvParser,
  options: CsvOptions,
): AsyncGenerator<readonly CsvRow[]> {
  const placeAfter = (text: string): string => {
    parser.push(text);
    return parser.place();
  };
  const { encoding = "utf-8", signal } = options;
  for await (const text of textPieces(source, { encoding, placeAfter, signal })) yield parser.push(text);
  yield parser.finish();
}

function evenRow(file: string, row: CsvRow, width: number, options: CsvOptions): CsvRow {
  const count = row.fields.length;
  const surplus = row.fields.slice(width);
  if (options.ragged !== "repair" || surplus.some((field) => field !== "")) {
    const place = `line ${row.line}`;
    throw new FormatError({ file, place, expected: `${width} fields as in the first row`, found: `${count}` });
  }
  const what = count < width ? "filled a short row with empty fields" : "dropped empty fields at the end of a long row";
  options.onRepair?.({ line: row.line, message: `${what} (${count} fields, ${width} in the first row)` });
  const fields = Array.from({ length: width }, (_, index) => row.fields[index] ?? "");
  return { line: row.line, fields };
}

/** A CSV file in memory. */
export interface CsvTable {
  /** The names of the columns; none when the file was read with `header: false`. */
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly repairs: readonly CsvRepair[];
}

/**
 * Reads a whole CSV file as {@link csvRows} does, the first row being the names of the columns unless `header` is false.
 *
 * @param options `maxBytes`: a larger file is refused, read it by rows instead; default 256 MiB
 * @throws FormatError also for a file without the header, or with a name twice in it
 */
export async function readCsv(
  source: ByteSource,
  options: CsvOptions & { readonly header?: boolean; readonly maxBytes?: number } = {},
): Promise<CsvTable> {
  const { header = true, maxBytes = 2 ** 28, onRepair } = options;
  if (source.size > maxBytes) {
    const found = `${source.size} bytes`;
    throw new FormatError({ file: source.name, place: "size", expected: `at most ${maxBytes} bytes`, found });
  }
  const repairs: CsvRepair[] = [];
  const rows: CsvRow[] = [];
  const keep = (repair: CsvRepair): void => {
    repairs.push(repair);
    onRepair?.(repair);
  };
  for await (const row of csvRows(source, { ...options, onRepair: keep })) rows.push(row);
  if (!header) return { columns: [], rows, repairs };
  const columns = rows.shift()?.fields;
  if (!columns) {
    throw new FormatError({ file: source.name, place: "line 1", expected: "names of columns", found: "an empty file" });
  }
  const names = new Set<string>();
  const twice = columns.find((name) => names.size === names.add(name).size);
  if (twice !== undefined) {
    const found = `${JSON.stringify(twice)} twice`;
    throw new FormatError({ file: source.name, place: "line 1", expected: "a name for each column", found });
  }
  return { columns, rows, repairs };
}
