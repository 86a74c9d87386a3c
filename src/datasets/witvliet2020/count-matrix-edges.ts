import { FormatError } from "../../errors.js";
import { cellPlace } from "../../formats/sheet/cell-place.js";
import type { Sheet } from "../../formats/workbook.js";
import { type FindingTally, findingTally } from "../connectome/finding-tally.js";
import { mergedFinding, mergedNear } from "../connectome/merged-near.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReportFinding } from "../read-recordings.js";

/**
 * The chemical synapses of one sheet of the authors' workbook. Columns are the sending cells ("Pre" stands above them),
 * rows the receiving ones ("Post" stands before them); groups come first, then the names, then the counts. The two words
 * and the names are looked for, so that rows or columns more or less above and before them do no harm.
 *
 * @throws FormatError that names sheet and cell for a sheet without the words or the names, or a count that is no number
 */
export function countMatrixEdges(
  sheet: Sheet,
  { file, report }: { readonly file: string; readonly report: ReportFinding },
): readonly SourceEdge[] {
  const pre = findText(sheet, "Pre", file);
  const post = findText(sheet, "Post", file);
  const nameRow = pre.row + 2;
  const nameColumn = post.column + 2;
  const senders = range(pre.column, sheet.columns).flatMap((column) => named(sheet, nameRow, column));
  const receivers = range(post.row, sheet.rows).flatMap((row) => named(sheet, row, nameColumn));
  for (const [words, list, row, column] of [
    ["sending", senders, nameRow, pre.column],
    ["receiving", receivers, post.row, nameColumn],
  ] as const) {
    if (list.length > 0) continue;
    const place = cellPlace(sheet.name, row, column);
    throw new FormatError({ file, place, expected: `names of the ${words} cells`, found: "none" });
  }
  const tally = findingTally(report);
  for (const { row, column, error } of sheet.errors) {
    const place = cellPlace(sheet.name, row, column);
    const action = "the cell is left out";
    tally.add({ source_file: file, place, rule: "error-cell", severity: "loss", found: error, action });
  }
  const part = { firstRow: nameRow, firstColumn: nameColumn, lastRow: sheet.rows - 1, lastColumn: sheet.columns - 1 };
  for (const { place } of mergedNear(sheet, part)) tally.add(mergedFinding(file, place));
  const edges: SourceEdge[] = [];
  for (const receiver of receivers) {
    for (const sender of senders) {
      const value = sheet.cell(receiver.row, sender.column);
      const place = cellPlace(sheet.name, receiver.row, sender.column);
      if (value === null || value === 0) continue;
      const isDate = sheet.isDate(receiver.row, sender.column);
      if (typeof value !== "number" || isDate) {
        const found = isDate ? `a date (${String(value)})` : JSON.stringify(value).slice(0, 60);
        throw new FormatError({ file, place, expected: "a number of synapses", found });
      }
      edges.push({ pre: sender.name, post: receiver.name, kind: "chemical", weight: value, place });
    }
  }
  reportOutside(sheet, { senders, receivers, nameRow, nameColumn, file, tally });
  tally.finish();
  return edges;
}

interface Named {
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

function findText(sheet: Sheet, text: string, file: string): { readonly row: number; readonly column: number } {
  for (let row = 0; row < Math.min(sheet.rows, searched); row++) {
    for (let column = 0; column < Math.min(sheet.columns, searched); column++) {
      const value = sheet.cell(row, column);
      if (typeof value === "string" && value.trim() === text) return { row, column };
    }
  }
  const expected = `"${text}" among the first ${searched} rows and columns`;
  throw new FormatError({ file, place: `sheet "${sheet.name}"`, expected, found: "none" });
}

/** How far into a sheet its headers may stand. */
const searched = 20;

function named(sheet: Sheet, row: number, column: number): readonly Named[] {
  const value = sheet.cell(row, column);
  return typeof value === "string" && value.trim() !== "" ? [{ name: value, row, column }] : [];
}

/** Counts that stand in a row or column without a name belong to no cell. */
function reportOutside(
  sheet: Sheet,
  about: {
    readonly senders: readonly Named[];
    readonly receivers: readonly Named[];
    readonly nameRow: number;
    readonly nameColumn: number;
    readonly file: string;
    readonly tally: FindingTally;
  },
): void {
  const rows = new Set(about.receivers.map(({ row }) => row));
  const columns = new Set(about.senders.map(({ column }) => column));
  for (let row = about.nameRow + 1; row < sheet.rows; row++) {
    for (let column = about.nameColumn + 1; column < sheet.columns; column++) {
      const value = sheet.cell(row, column);
      if (typeof value !== "number" || value === 0 || (rows.has(row) && columns.has(column))) continue;
      about.tally.add({
        ...{ source_file: about.file, place: cellPlace(sheet.name, row, column), severity: "loss" },
        ...{ rule: "count-without-name", expected: "a name for its row and its column" },
        ...{ found: String(value), action: "the count is left out" },
      });
    }
  }
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
