import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { parseNumber, rowNumbers } from "../../formats/parse-number.js";
import { rdmsOfArray } from "./rdms-of-array.js";
import type { ReadRdms } from "./read-rdms.js";
import { stackOfArrays } from "./stack-of-arrays.js";

/**
 * A square table: numbers alone, or with the names of the conditions in the first row, or in the first row and the first
 * column, which then have to agree. Empty fields off the diagonal are unknown pairs.
 */
export const readCsvRdm: ReadRdms = async (source, name, { signal }) => {
  const { rows } = await readCsv(source, { header: false, ...(signal && { signal }) });
  const fail = (place: string, expected: string, found: string) =>
    new FormatError({ file: source.name, place, expected, found: JSON.stringify(found.slice(0, 60)) });
  const first = rows[0]?.fields ?? [];
  const hasHeader = rows.length === first.length + 1 || (rows.length > 1 && isCorner(rows));
  const body = hasHeader ? rows.slice(1) : rows;
  const hasColumn = hasHeader && body.length === first.length - 1;
  const names = hasHeader ? first.slice(hasColumn ? 1 : 0) : null;
  const n = body.length;
  if (n < 2 || first.length - (hasColumn ? 1 : 0) !== n) {
    throw fail("rows", "a square table of two or more conditions", `${rows.length} rows of ${first.length} fields`);
  }
  const values = new Float64Array(n * n);
  for (const [index, row] of body.entries()) {
    const label = hasColumn ? row.fields[0]! : undefined;
    if (label !== undefined && label !== names![index]) {
      throw fail(`line ${row.line}`, `${names![index]}, as the columns are named`, label);
    }
    values.set(rowNumbers(source.name, row, { start: hasColumn ? 1 : 0 }), index * n);
  }
  const rdms = rdmsOfArray({ file: source.name, place: "table", shape: [n, n], values })!;
  return stackOfArrays(source.name, [{ ...rdms, name: name.replace(/\.csv$/i, "") }], names);
};

/** Whether a square table has names around it: its first row and column hold a field that is no number. */
function isCorner(rows: readonly { readonly fields: readonly string[] }[]): boolean {
  const isWord = (field: string): boolean => parseNumber(field) === undefined;
  return rows.length === rows[0]!.fields.length && (rows[0]!.fields.some(isWord) || rows[0]!.fields[0] === "");
}
