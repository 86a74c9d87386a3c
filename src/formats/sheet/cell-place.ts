/** Rows and columns that a spreadsheet can have, in the newest format. */
export const maxRows = 1048576;
export const maxColumns = 16384;

/** The name of a cell as spreadsheets show it, from 0-based positions: row 2, column 3 → "D3". */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** Where a cell is, for messages: `sheet "herm chemical", cell D3`. */
export function cellPlace(sheet: string, row: number, column: number): string {
  return `sheet "${sheet}", cell ${cellName(row, column)}`;
}

/** The 0-based positions of a cell name, or undefined for what is none. */
export function parseCellName(text: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$/.exec(text);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row <= maxRows && column <= maxColumns ? { row: row - 1, column: column - 1 } : undefined;
}

function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
