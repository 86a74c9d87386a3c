import type { Sheet } from "../../formats/workbook.js";

/** What a cell of a sheet says as text, without blanks around it; null for an empty one and outside of the sheet. */
export function textAt(sheet: Sheet, row: number, column: number): string | null {
  const value = row < sheet.rows && column < sheet.columns ? sheet.cell(row, column) : null;
  const text = value === null ? "" : String(value).trim();
  return text === "" ? null : text;
}
