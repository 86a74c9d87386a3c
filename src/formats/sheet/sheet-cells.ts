import { FormatError } from "../../errors.js";
import { cellPlace, maxColumns } from "./cell-place.js";

/** What a cell holds; null where it is empty or shows an error. Dates are the numbers that the file stores. */
export type CellValue = string | number | boolean | null;

/** A cell that shows an error instead of a value. */
export interface ErrorCell {
  readonly row: number;
  readonly column: number;
  /** As the spreadsheet shows it, for example "#N/A". */
  readonly error: string;
}

/** Cells that a sheet shows as one: the value stands in the first, the others are empty. Both ends belong to it. */
export interface MergedCells {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** One sheet of a workbook. Positions are 0-based. */
export interface Sheet {
  readonly name: string;
  /** Rows up to the last one that holds a value. */
  readonly rows: number;
  /** Columns up to the last one that holds a value. */
  readonly columns: number;
  /** The value of a cell; null for an empty one, also outside of the sheet. */
  cell(row: number, column: number): CellValue;
  /** Whether the number of a cell is shown as a date or a time: a count that was typed as 1-2 is one. */
  isDate(row: number, column: number): boolean;
  /** The cells that show errors; `cell` gives null for them. */
  readonly errors: readonly ErrorCell[];
  readonly merged: readonly MergedCells[];
}

/** Collects the cells of a sheet; only those that hold something cost memory. */
export function sheetCells(name: string, file: string) {
  const values = new Map<number, Exclude<CellValue, null>>();
  const dates = new Set<number>();
  const errors: ErrorCell[] = [];
  const merged: MergedCells[] = [];
  let rows = 0;
  let columns = 0;
  return {
    /** @throws FormatError where the cell has a value already */
    set(row: number, column: number, value: Exclude<CellValue, null>): void {
      const key = row * maxColumns + column;
      if (values.has(key)) {
        const place = cellPlace(name, row, column);
        throw new FormatError({ file, place, expected: "one value", found: "a second one" });
      }
      values.set(key, value);
      rows = Math.max(rows, row + 1);
      columns = Math.max(columns, column + 1);
    },
    setDate(row: number, column: number): void {
      dates.add(row * maxColumns + column);
    },
    merge(cells: MergedCells): void {
      merged.push(cells);
    },
    setError(row: number, column: number, error: string): void {
      errors.push({ row, column, error });
    },
    finish(): Sheet {
      return {
        name,
        rows,
        columns,
        cell: (row, column) => (column < columns ? (values.get(row * maxColumns + column) ?? null) : null),
        isDate: (row, column) => column < columns && dates.has(row * maxColumns + column),
        errors,
        merged,
      };
    },
  };
}

/** What {@link sheetCells} gives. */
export type SheetCells = ReturnType<typeof sheetCells>;
