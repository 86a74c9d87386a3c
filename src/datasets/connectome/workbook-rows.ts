import { FormatError } from "../../errors.js";
import { openWorkbook, type Sheet, type Workbook } from "../../formats/workbook.js";
import type { PublishedEdgeRow } from "../dataset.js";
import type { PublishedPlace } from "./published-annotations.js";

/** Columns of a sheet that lists pairs, by the names in its first row. */
export interface PairColumns {
  readonly pre: string;
  readonly post: string;
  readonly type: string;
  readonly weight: string;
}

/** A sheet that lists pairs as the place of one annotation, its rows read as they stand. */
export function listedPairs(
  annotation: string,
  { file, sheet, columns }: { readonly file: string; readonly sheet: string; readonly columns: PairColumns },
): PublishedPlace {
  const readRows: PublishedPlace["readRows"] = async (source, signal) =>
    listedPairRows(file, await openWorkbook(source, signal), sheet, columns);
  return { annotation, file, place: sheet, readRows };
}

/**
 * The rows of a sheet that lists pairs, as they stand.
 *
 * @throws FormatError where a column is not in the first row; what reading the sheet throws
 */
export async function listedPairRows(
  file: string,
  workbook: Workbook,
  sheetName: string,
  columns: PairColumns,
): Promise<readonly PublishedEdgeRow[]> {
  const sheet = await workbook.sheet(sheetName);
  const at = (name: string): number => {
    for (let column = 0; column < sheet.columns; column++) if (sheet.cell(0, column) === name) return column;
    const found = Array.from({ length: Math.min(sheet.columns, 8) }, (_, column) => String(sheet.cell(0, column)));
    const expected = `the column ${name}`;
    throw new FormatError({ file, place: `sheet ${sheetName}, row 1`, expected, found: found.join(", ") });
  };
  const [pre, post, type, weight] = [at(columns.pre), at(columns.post), at(columns.type), at(columns.weight)];
  const rows: PublishedEdgeRow[] = [];
  for (let row = 1; row < sheet.rows; row++) {
    if (textAt(sheet, row, pre) === "" && textAt(sheet, row, post) === "") continue;
    rows.push({
      pre: textAt(sheet, row, pre),
      post: textAt(sheet, row, post),
      type: textAt(sheet, row, type),
      weight: sheet.cell(row, weight),
    });
  }
  return rows;
}

/** The names of a matrix stand in the third row from the fourth column, and in the third column from the fourth row. */
const nameLine = 2;

/**
 * The filled cells of a matrix sheet whose rows send and whose columns receive, as they stand.
 *
 * @throws what reading the sheet throws
 */
export async function matrixRows(
  workbook: Workbook,
  sheetName: string,
  type: string,
): Promise<readonly PublishedEdgeRow[]> {
  const sheet = await workbook.sheet(sheetName);
  const rows: PublishedEdgeRow[] = [];
  for (let row = nameLine + 1; row < sheet.rows; row++) {
    const pre = textAt(sheet, row, nameLine);
    if (pre === "") continue;
    for (let column = nameLine + 1; column < sheet.columns; column++) {
      const weight = sheet.cell(row, column);
      const post = textAt(sheet, nameLine, column);
      if (weight !== null && post !== "") rows.push({ pre, post, type, weight });
    }
  }
  return rows;
}

function textAt(sheet: Sheet, row: number, column: number): string {
  const value = sheet.cell(row, column);
  return value === null ? "" : String(value);
}
