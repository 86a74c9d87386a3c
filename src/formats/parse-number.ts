import { FormatError } from "../errors.js";
import type { CsvRow } from "./csv-parser.js";

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const notFinite = /^([+-]?)(nan|inf(?:inity)?)$/i;

/**
 * The number that a field of text states: null for an empty field (spaces around are ignored), undefined for what is
 * no decimal number. `nan` and `inf` are read in any case; `0x10`, `1_000`, `1,5` are not numbers.
 */
export function parseNumber(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (decimal.test(trimmed)) return Number(trimmed);
  const match = notFinite.exec(trimmed);
  if (!match) return undefined;
  if (match[2]!.toLowerCase() === "nan") return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * The fields `start` (default 0) to `end` (exclusive, default all) of a row as numbers; empty fields and the words in
 * `missing` (default none) are NaN, which stands for null in memory.
 *
 * @throws FormatError that names line and field for what is no number
 */
export function rowNumbers(
  file: string,
  row: CsvRow,
  options: { readonly start?: number; readonly end?: number; readonly missing?: readonly string[] } = {},
): Float64Array {
  const { start = 0, end = row.fields.length, missing = [] } = options;
  const numbers = new Float64Array(Math.max(0, end - start));
  for (let index = start; index < end; index++) {
    const text = row.fields[index] ?? "";
    const value = missing.includes(text) ? null : parseNumber(text);
    if (value === undefined) {
      const place = `line ${row.line}, field ${index + 1}`;
      throw new FormatError({ file, place, expected: "a number", found: JSON.stringify(text.slice(0, 60)) });
    }
    numbers[index - start] = value ?? Number.NaN;
  }
  return numbers;
}
