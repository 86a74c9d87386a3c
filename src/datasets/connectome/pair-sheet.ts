import { FormatError } from "../../errors.js";
import { cellPlace } from "../../formats/sheet/cell-place.js";
import type { Sheet } from "../../formats/workbook.js";
import type { ReportFinding } from "../read-recordings.js";

/** One row of a sheet that lists pairs. */
export interface PairSheetRow {
  /** The text of a column. Throws a FormatError for an empty cell and for one that holds no text. */
  readonly text: (column: string) => string;
  /** The text of a column, null for an empty cell. */
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
 * @throws FormatError where the first rows do not hold all names
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
  if (header.row !== 0) {
    const place = cellPlace(sheet.name, header.row, 0);
    const found = `in row ${header.row + 1}`;
    const rest = { expected: "the names of the columns in row 1", found, action: "read from there" };
    report({ source_file: file, place, rule: "moved-header", severity: "repair", ...rest });
  }
  const rows: PairSheetRow[] = [];
  for (let row = header.row + 1; row < sheet.rows; row++) {
    if (columns.some((name) => sheet.cell(row, header.at.get(name)!) !== null)) {
      rows.push(sheetRow(sheet, file, row, header.at));
    }
  }
  return rows;
}

function findHeader(sheet: Sheet, columns: readonly string[]) {
  for (let row = 0; row < Math.min(searchedRows, sheet.rows); row++) {
    const at = new Map<string, number>();
    for (let column = 0; column < sheet.columns; column++) {
      const value = sheet.cell(row, column);
      if (typeof value === "string" && !at.has(value.trim())) at.set(value.trim(), column);
    }
    if (columns.every((name) => at.has(name))) return { row, at };
  }
  return undefined;
}

function sheetRow(sheet: Sheet, file: string, row: number, at: ReadonlyMap<string, number>): PairSheetRow {
  const place = (column: string) => cellPlace(sheet.name, row, at.get(column)!);
  const refuse = (column: string, expected: string) => {
    const value = sheet.cell(row, at.get(column)!);
    const error = sheet.errors.find((one) => one.row === row && one.column === at.get(column))?.error;
    const found = error ?? (value === null ? "an empty cell" : JSON.stringify(value).slice(0, 60));
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
      if (value === null || typeof value === "string") return value;
      throw refuse(column, `a text in ${column}`);
    },
    number(column) {
      const value = sheet.cell(row, at.get(column)!);
      if (typeof value === "number") return value;
      throw refuse(column, `a number in ${column}`);
    },
  };
}
