import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";

/** One row of a table of pairs. */
export interface PairRow {
  readonly fields: Readonly<Record<string, string>>;
  readonly place: string;
  /** A field that names a cell. Throws a FormatError for an empty one. */
  readonly name: (column: string) => string;
  /** A field as a finite number. Throws a FormatError for anything else. */
  readonly number: (column: string) => number;
}

/**
 * Reads a table of pairs whose columns are found by name, wherever they stand. A `#` before the first name and spaces
 * around names and values are taken off.
 *
 * @param options `columns`: names that have to be there; `unnamed`: what a column without a name is called.
 * @throws FormatError for a column that is missing or stands twice, and as `readCsv` does
 */
export async function readPairTable(
  source: ByteSource,
  options: {
    readonly columns: readonly string[];
    readonly delimiter?: string;
    readonly unnamed?: string;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly PairRow[]> {
  const file = source.name;
  const { columns, delimiter = ",", unnamed, signal } = options;
  const table = await readCsv(source, { delimiter, ...(signal && { signal }) });
  const names = table.columns.map((name, index) => {
    const text = (index === 0 ? name.replace(/^#/, "") : name).trim();
    return text === "" && unnamed !== undefined ? unnamed : text;
  });
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const found = names
      .map((name) => JSON.stringify(name))
      .join(", ")
      .slice(0, 200);
    throw new FormatError({ file, place: "line 1", expected: `the columns ${missing.join(", ")}`, found });
  }
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) {
    const found = `${JSON.stringify(twice)} twice, but for spaces`;
    throw new FormatError({ file, place: "line 1", expected: "a name for each column", found });
  }
  return table.rows.map((row) => {
    const place = `line ${row.line}`;
    const fields = Object.fromEntries(names.map((name, index) => [name, row.fields[index]!.trim()]));
    return {
      fields,
      place,
      name(column) {
        const text = fields[column] ?? "";
        if (text !== "") return text;
        throw new FormatError({ file, place, expected: `the name of a cell in ${column}`, found: "an empty field" });
      },
      number(column) {
        const text = fields[column] ?? "";
        const value = parseNumber(text);
        if (typeof value === "number" && Number.isFinite(value)) return value;
        const expected = `a finite number in ${column}`;
        throw new FormatError({ file, place, expected, found: JSON.stringify(text.slice(0, 60)) });
      },
    };
  });
}
