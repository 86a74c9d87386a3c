import { FormatError } from "../../errors.js";
import { cellName, cellPlace } from "../../formats/sheet/cell-place.js";
import type { Sheet } from "../../formats/workbook.js";
import type { ReportFinding } from "../read-recordings.js";
import { mergedFinding, mergedNear } from "./merged-near.js";

/** One row of a sheet that lists pairs. */
export interface PairSheetRow {
  /** The text of a column. Throws a FormatError for an empty cell and for one that holds no text. */
  readonly text: (column: string) => string;
  /** The text of a column, null for an empty cell. Throws a FormatError for anything else. */
  readonly textOrNull: (column: string) => string | null;
  /** The number of a column. Throws a FormatError for anything else. */
  readonly number: (column: string) => number;
  /** Where a column of the row stands: sheet and cell. */
  readonly place: (column: string) => string;
}

/** Names of columns may stand so many rows below the first one. */
const searchedRows = 10;

/**
 * The rows of a sheet that lists pairs; its columns are found by their names, wherever they stand. Names that do not
 * stand in the first row are reported. Rows with nothing in these columns are passed over.
 *
 * @throws FormatError where the first rows do not hold all names, or one of them twice
 */
export function pairSheetRows(
  sheet: Sheet,
  {
    file,
    columns,
    report,
  }: { readonly file: string; readonly columns: readonly string[]; readonly report: ReportFinding },
): readonly PairSheetRow[] {
  const header = findHeader(sheet, columns);
  if (!header) {
    const first = Array.from({ length: Math.min(8, sheet.columns) }, (_, column) => sheet.cell(0, column) ?? "");
    const place = cellPlace(sheet.name, 0, 0);
    const expected = `the columns ${columns.join(", ")} in one of the first ${searchedRows} rows`;
    throw new FormatError({ file, place, expected, found: first.join(", ").slice(0, 200) });
  }
  for (const column of columns) {
    const [first, second] = header.all.get(column)!;
    if (second === undefined) continue;
    const found = `another one in ${cellName(header.row, second)}`;
    const place = cellPlace(sheet.name, header.row, first!);
    throw new FormatError({ file, place, expected: `one column ${column}`, found });
  }
  for (const { place } of mergedNear(sheet, rowsBelow(sheet, header))) report(mergedFinding(file, place));
  if (header.row !== 0) {
    const place = cellPlace(sheet.name, header.row, 0);
    const found = `in row ${header.row + 1}`;
    const rest = { expected: "the names of the columns in row 1", found, action: "read from there" };
    report({ source_file: file, place, rule: "moved-header", severity: "repair", ...rest });
  }
  const errors = new Map(sheet.errors.map(({ row, column, error }) => [cellName(row, column), error]));
  const rows: PairSheetRow[] = [];
  for (let row = header.row + 1; row < sheet.rows; row++) {
    const hasSomething = (column: number) => sheet.cell(row, column) !== null || errors.has(cellName(row, column));
    if (columns.some((name) => hasSomething(header.at.get(name)!))) {
      rows.push(sheetRow(sheet, { file, row, at: header.at, errors }));
    }
  }
  return rows;
}

function findHeader(sheet: Sheet, columns: readonly string[]) {
  for (let row = 0; row < Math.min(searchedRows, sheet.rows); row++) {
    const all = new Map<string, number[]>();
    for (let column = 0; column < sheet.columns; column++) {
      const value = sheet.cell(row, column);
      if (typeof value !== "string") continue;
      const places = all.get(value.trim()) ?? [];
      places.push(column);
      all.set(value.trim(), places);
    }
    if (columns.every((name) => all.has(name))) {
      return { row, all, at: new Map(columns.map((name) => [name, all.get(name)![0]!])) };
    }
  }
  return undefined;
}

/** The rows of the list from its header on, between the first and the last of its columns. */
function rowsBelow(sheet: Sheet, { row, at }: { readonly row: number; readonly at: ReadonlyMap<string, number> }) {
  const columns = [...at.values()];
  return {
    ...{ firstRow: row, lastRow: sheet.rows - 1 },
    ...{ firstColumn: Math.min(...columns), lastColumn: Math.max(...columns) },
  };
}

function sheetRow(
  sheet: Sheet,
  about: {
    readonly file: string;
    readonly row: number;
    readonly at: ReadonlyMap<string, number>;
    /** Cells that show errors, by name. */
    readonly errors: ReadonlyMap<string, string>;
  },
): PairSheetRow {
  const { file, row, at, errors } = about;
  const place = (column: string) => cellPlace(sheet.name, row, at.get(column)!);
  const refuse = (column: string, expected: string) => {
    const value = sheet.cell(row, at.get(column)!);
    const error = errors.get(cellName(row, at.get(column)!));
    const isDate = sheet.isDate(row, at.get(column)!);
    const shown = isDate ? `a date (${String(value)})` : JSON.stringify(value).slice(0, 60);
    const found = error ?? (value === null ? "an empty cell" : shown);
    return new FormatError({ file, place: place(column), expected, found });
  };
  return {
    place,
    text(column) {
      const value = sheet.cell(row, at.get(column)!);
      if (typeof value === "string" && value.trim() !== "") return value;
      throw refuse(column, `a text in ${column}`);
    },
    textOrNull(column) {
      const value = sheet.cell(row, at.get(column)!);
      const isError = errors.has(cellName(row, at.get(column)!));
      if (!isError && (value === null || typeof value === "string")) return value;
      throw refuse(column, `a text in ${column}`);
    },
    number(column) {
      const value = sheet.cell(row, at.get(column)!);
      if (typeof value === "number" && !sheet.isDate(row, at.get(column)!)) return value;
      throw refuse(column, `a number in ${column}`);
    },
  };
}
