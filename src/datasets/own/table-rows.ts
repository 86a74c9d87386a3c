import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { type CsvRepair, type CsvRow, csvRows } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";
import type { OwnTable } from "./own-manifest.js";

/** Larger tables are not held in memory; their numbers belong into a format of arrays. */
const mostBytes = 2 ** 29;

/** What {@link tableRows} needs besides the table. */
export interface TableRowsOptions {
  readonly onRepair?: (repair: CsvRepair) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The character between fields where the manifest does not say: a tab in `.tsv` and `.txt`, else a comma. */
export function usualDelimiter(file: string): string {
  return /\.(tsv|txt)$/i.test(file) ? "\t" : ",";
}

/** The rows of a table of text, the header too. @throws FormatError as `csvRows`, and for a file of absurd size */
export function tableRows(source: ByteSource, table: OwnTable, options: TableRowsOptions = {}): AsyncGenerator<CsvRow> {
  if (source.size > mostBytes) {
    const expected = `at most ${mostBytes} bytes`;
    const next = "convert it to NPY or HDF5";
    throw new FormatError({ file: source.name, place: "size", expected, found: `${source.size} bytes`, next });
  }
  const { signal, onRepair } = options;
  return csvRows(source, {
    delimiter: table.delimiter ?? usualDelimiter(source.name),
    encoding: table.encoding,
    ...(onRepair ? { onRepair } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Reads fields as numbers, NaN for missing ones. @throws FormatError naming line and column for what is no number */
export function fieldNumber(file: string, { decimal, missing }: OwnTable, names: readonly string[] | null) {
  return (row: CsvRow, index: number): number => {
    const text = row.fields[index]!.trim();
    const value = missing.includes(text) ? null : parseNumber(decimal === "," ? text.replace(",", ".") : text);
    if (value !== undefined) return value ?? Number.NaN;
    const column = names === null ? String(index + 1) : `${index + 1} (${(names[index] ?? "").slice(0, 60)})`;
    const place = `line ${row.line}, column ${column}`;
    throw new FormatError({ file, place, expected: "a number", found: JSON.stringify(text.slice(0, 60)) });
  };
}
