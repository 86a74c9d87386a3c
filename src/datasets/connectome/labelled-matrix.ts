import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";

/** A matrix with a name for each row and each column. */
export interface LabelledMatrix {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  /** Row after row; NaN where the file has no value. */
  readonly values: Float64Array;
  /** Lines of the file on which the rows stand. */
  readonly lines: readonly number[];
}

/** One filled cell of a {@link LabelledMatrix}. */
export interface MatrixCell {
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly place: string;
}

/**
 * Reads a CSV file whose first line names the columns and whose first field of each further line names the row. What
 * stands above the row names may be anything.
 *
 * @throws FormatError for a file without columns, an empty name, a value that is no finite number, and as `readCsv` does
 */
export async function readLabelledMatrix(
  source: ByteSource,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<LabelledMatrix> {
  const file = source.name;
  const { signal } = options;
  const { columns, rows } = await readCsv(source, { ...(signal && { signal }) });
  const columnNames = columns.slice(1);
  if (columnNames.length === 0) {
    throw new FormatError({ file, place: "line 1", expected: "names of columns", found: "one field" });
  }
  const values = new Float64Array(rows.length * columnNames.length);
  rows.forEach((row, index) => {
    const numbers = rowNumbers(file, row, { start: 1 });
    numbers.forEach((value, column) => {
      if (Number.isFinite(value) || (row.fields[column + 1] ?? "").trim() === "") return;
      const place = `line ${row.line}, field ${column + 2}`;
      throw new FormatError({ file, place, expected: "a finite number", found: row.fields[column + 1]! });
    });
    values.set(numbers, index * columnNames.length);
  });
  const rowNames = rows.map(({ fields }) => fields[0]!);
  const lines = rows.map(({ line }) => line);
  const places = [
    ...columnNames.map((_, index) => `line 1, field ${index + 2}`),
    ...lines.map((line) => `line ${line}`),
  ];
  const unnamed = [...columnNames, ...rowNames].findIndex((name) => name.trim() === "");
  if (unnamed === -1) return { rowNames, columnNames, values, lines };
  throw new FormatError({ file, place: places[unnamed]!, expected: "the name of a cell", found: "an empty field" });
}

/** The cells that have a value, row after row. */
export function* filledCells({ rowNames, columnNames, values, lines }: LabelledMatrix): Generator<MatrixCell> {
  for (const [row, name] of rowNames.entries()) {
    for (const [column, columnName] of columnNames.entries()) {
      const value = values[row * columnNames.length + column]!;
      if (Number.isNaN(value)) continue;
      yield { row: name, column: columnName, value, place: `line ${lines[row]!}, field ${column + 2}` };
    }
  }
}

/** What makes the names of rows and columns differ, in words; undefined where both lists are the same. */
export function namesDiffer({
  rowNames,
  columnNames,
}: Pick<LabelledMatrix, "rowNames" | "columnNames">): string | undefined {
  if (rowNames.length !== columnNames.length) return `${rowNames.length} rows and ${columnNames.length} columns`;
  const at = rowNames.findIndex((name, index) => name !== columnNames[index]);
  return at === -1 ? undefined : `row ${at + 1} is ${rowNames[at]!}, column ${at + 1} is ${columnNames[at]!}`;
}
