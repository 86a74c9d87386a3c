import { FormatError } from "../../errors.js";
import { cellPlace } from "../../formats/sheet/cell-place.js";
import type { Sheet } from "../../formats/workbook.js";
import type { Finding, ReportFinding } from "../read-recordings.js";
import { findingTally } from "./finding-tally.js";
import { mergedFinding, mergedNear } from "./merged-near.js";
import type { EdgeKind, SourceEdge } from "./source-edge.js";

/** Where a matrix stands on its sheet, 0-based. */
export interface MatrixLayout {
  /** The row that names the receiving cells. */
  readonly nameRow: number;
  /** The column that names the sending cells. */
  readonly nameColumn: number;
}

/** What to read and how. */
export interface MatrixSheetOptions extends MatrixLayout {
  readonly file: string;
  readonly kind: EdgeKind;
  /** Whether rows and columns should be the same cells. */
  readonly isSquare: boolean;
  readonly report: ReportFinding;
}

/**
 * The connections of a sheet that holds a matrix: rows send, columns receive, empty is none. The names begin behind the
 * corner and end at the first empty one; the matrix may repeat them on its other sides. Reported with their cell: names
 * that stand twice, entries that are no number or a date, merged cells, numbers behind the matrix (above and before it
 * are headings), and cells that are only a row or only a column where the matrix should be square.
 *
 * @throws FormatError where no names stand at these places
 */
export function matrixSheetEdges(sheet: Sheet, options: MatrixSheetOptions): readonly SourceEdge[] {
  const { file, kind, nameRow, nameColumn } = options;
  const tally = findingTally(options.report);
  const rowNames = namesFrom(sheet, file, nameRow + 1, nameColumn, "down");
  const columnNames = namesFrom(sheet, file, nameRow, nameColumn + 1, "right");
  const note = { source_file: file, severity: "note" } as const;
  const add = (finding: Omit<Finding, "source_file" | "severity">) => tally.add({ ...note, ...finding });
  reportNames(sheet, rowNames, columnNames, options, add);
  const edges: SourceEdge[] = [];
  const lastRow = nameRow + rowNames.length;
  const lastColumn = nameColumn + columnNames.length;
  let outside = 0;
  for (let row = 0; row < sheet.rows; row++) {
    for (let column = 0; column < sheet.columns; column++) {
      const value = sheet.cell(row, column);
      if (value === null) continue;
      const isInside = row > nameRow && row <= lastRow && column > nameColumn && column <= lastColumn;
      const place = cellPlace(sheet.name, row, column);
      const loss = { severity: "loss", place, expected: "a number in the matrix", action: "left out" } as const;
      if (isInside && typeof value === "number" && !sheet.isDate(row, column)) {
        const pre = rowNames[row - nameRow - 1]!;
        edges.push({ pre, post: columnNames[column - nameColumn - 1]!, kind, weight: value, place });
      } else if (isInside) {
        const found = typeof value === "number" ? `a date (${value})` : JSON.stringify(value).slice(0, 60);
        tally.add({ ...note, ...loss, rule: "entry-no-number", found });
      } else if (typeof value === "number" && row > nameRow && column > nameColumn) {
        outside++;
        tally.add({ ...note, ...loss, rule: "number-outside-matrix", found: String(value) });
      }
    }
  }
  for (const { row, column, error } of sheet.errors) {
    const place = cellPlace(sheet.name, row, column);
    tally.add({ ...note, severity: "loss", rule: "entry-no-number", place, found: error, action: "left out" });
  }
  if (outside > 0) {
    const ends = [
      { row: lastRow + 1, column: nameColumn },
      { row: nameRow, column: lastColumn + 1 },
    ].map(({ row, column }) => cellPlace(sheet.name, row, column));
    const found = `no name in ${ends.join(" and ")}, but ${outside} numbers behind`;
    const action = "the matrix ends there; the numbers are left out";
    tally.add({
      ...note,
      severity: "loss",
      rule: "names-end",
      place: ends[0]!,
      expected: "names to the end",
      found,
      action,
    });
  }
  for (const { place } of mergedNear(sheet, { firstRow: nameRow, firstColumn: nameColumn, lastRow, lastColumn })) {
    tally.add(mergedFinding(file, place));
  }
  tally.finish();
  return edges;
}

function namesFrom(sheet: Sheet, file: string, row: number, column: number, way: "down" | "right"): readonly string[] {
  const names: string[] = [];
  for (let step = 0; ; step++) {
    const value = way === "down" ? sheet.cell(row + step, column) : sheet.cell(row, column + step);
    if (typeof value !== "string" || value.trim() === "") {
      if (value === null && names.length > 0) return names;
      const place =
        way === "down" ? cellPlace(sheet.name, row + step, column) : cellPlace(sheet.name, row, column + step);
      const found = value === null ? "an empty cell" : JSON.stringify(value);
      throw new FormatError({ file, place, expected: "the name of a cell of the matrix", found });
    }
    names.push(value);
  }
}

function reportNames(
  sheet: Sheet,
  rowNames: readonly string[],
  columnNames: readonly string[],
  { nameRow, nameColumn, isSquare }: MatrixSheetOptions,
  add: (finding: Omit<Finding, "source_file" | "severity">) => void,
): void {
  const rowPlace = (index: number) => cellPlace(sheet.name, nameRow + 1 + index, nameColumn);
  const columnPlace = (index: number) => cellPlace(sheet.name, nameRow, nameColumn + 1 + index);
  for (const { names, placeOf } of [
    { names: rowNames, placeOf: rowPlace },
    { names: columnNames, placeOf: columnPlace },
  ]) {
    const seen = new Set<string>();
    for (const [index, name] of names.entries()) {
      const action = "what stands under both is added";
      if (seen.has(name)) {
        add({ rule: "repeated-name", place: placeOf(index), expected: "each cell once", found: name, action });
      }
      seen.add(name);
    }
  }
  if (!isSquare) return;
  const rule = "matrix-not-square";
  const action = "read by the names of rows and columns";
  const [rows, columns] = [new Set(rowNames), new Set(columnNames)];
  for (const [index, name] of rowNames.entries()) {
    if (columns.has(name)) continue;
    add({ rule, place: rowPlace(index), expected: `a column ${name}`, found: "only a row", action });
  }
  for (const [index, name] of columnNames.entries()) {
    if (rows.has(name)) continue;
    add({ rule, place: columnPlace(index), expected: `a row ${name}`, found: "only a column", action });
  }
}
