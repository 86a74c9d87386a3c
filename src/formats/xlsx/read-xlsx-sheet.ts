import { FormatError } from "../../errors.js";
import { cellPlace, maxColumns, maxRows, parseCellName } from "../sheet/cell-place.js";
import { type MergedCells, type Sheet, type SheetCells, sheetCells } from "../sheet/sheet-cells.js";
import { officeText } from "./shared-strings.js";
import { type XmlPlace, xmlAttribute, xmlTags } from "./xml-tags.js";

const referenceOf = xmlAttribute("r");
const typeOf = xmlAttribute("t");
const styleOf = xmlAttribute("s");
const rangeOf = xmlAttribute("ref");

/** What the cells of a workbook refer to. */
export interface XlsxShared {
  readonly strings: readonly string[];
  /** Of each style, whether it shows numbers as dates. */
  readonly dateStyles: readonly boolean[];
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly isDate: boolean;
  hasFormula: boolean;
  value: string | undefined;
  inline: string | undefined;
}

/** The cells of a worksheet part. */
export function readXlsxSheet(name: string, text: string, shared: XlsxShared, where: XmlPlace): Sheet {
  const cells = sheetCells(name, where.file);
  let row = -1;
  let column = -1;
  let cell: OpenCell | undefined;
  let contentStart = -1;
  let isPhonetic = false;
  for (const tag of xmlTags(text, where)) {
    const { name: element, kind, start, end } = tag;
    if (element === "row" && kind !== "close") {
      const number = referenceOf(tag, where);
      row = number === undefined ? row + 1 : Number(number) - 1;
      column = -1;
      if (!(Number.isInteger(row) && row >= 0 && row < maxRows)) throw misplaced(where, name, `row ${number}`);
    } else if (element === "c" && kind !== "close") {
      const reference = referenceOf(tag, where);
      const place = reference === undefined ? { row, column: column + 1 } : parseCellName(reference);
      if (!place || place.row < 0 || place.column >= maxColumns) throw misplaced(where, name, `cell ${reference}`);
      ({ row, column } = place);
      if (kind === "empty") continue;
      const isDate = shared.dateStyles[Number(styleOf(tag, where) ?? 0)] ?? false;
      const type = typeOf(tag, where) ?? "n";
      cell = { row, column, type, isDate, hasFormula: false, value: undefined, inline: undefined };
    } else if (element === "c" && cell) {
      setCell(cells, cell, shared.strings, name, where);
      cell = undefined;
    } else if (element === "mergeCell" && kind !== "close") {
      cells.merge(mergedCells(rangeOf(tag, where), name, where));
    } else if (cell && element === "f") cell.hasFormula = true;
    else if (cell && element === "rPh") isPhonetic = kind === "open";
    else if (cell && (element === "v" || element === "t")) {
      if (kind === "open") contentStart = end;
      else if (kind === "close" && !isPhonetic) {
        const content = officeText(text.slice(contentStart, start), where);
        if (element === "v") cell.value = content;
        else cell.inline = (cell.inline ?? "") + content;
      }
    }
  }
  return cells.finish();
}

function setCell(
  cells: SheetCells,
  { row, column, type, isDate, hasFormula, value, inline }: OpenCell,
  strings: readonly string[],
  name: string,
  { file }: XmlPlace,
): void {
  const refuse = (expected: string) => {
    const found = JSON.stringify((value ?? "").slice(0, 40));
    return new FormatError({ file, place: cellPlace(name, row, column), expected, found });
  };
  if (type === "inlineStr") {
    if (inline !== undefined && inline !== "") cells.set(row, column, inline);
    return;
  }
  if (value === undefined || value === "") {
    // the result of a formula that was never computed; an empty text is a result
    if (hasFormula && type !== "str") cells.setError(row, column, "a formula without a stored result");
    return;
  }
  if (type === "s") {
    const text = /^[0-9]+$/.test(value) ? strings[Number(value)] : undefined;
    if (text === undefined) throw refuse(`the index of one of ${strings.length} shared strings`);
    if (text !== "") cells.set(row, column, text);
  } else if (type === "n") {
    const number = Number(value);
    if (!Number.isFinite(number) || value.trim() === "") throw refuse("a number");
    cells.set(row, column, number);
    if (isDate) cells.setDate(row, column);
  } else if (type === "b") {
    if (value !== "0" && value !== "1") throw refuse("0 or 1");
    cells.set(row, column, value === "1");
  } else if (type === "e") cells.setError(row, column, value);
  else if (type === "str" || type === "d") cells.set(row, column, value);
  else throw refuse(`a known type of cell, not ${JSON.stringify(type)}`);
}

/** "D4:F6", or a single cell. */
function mergedCells(range: string | undefined, sheet: string, where: XmlPlace): MergedCells {
  const [first, last = first] = (range ?? "").split(":").map(parseCellName);
  if (!first || !last) throw misplaced(where, sheet, `merged cells ${range}`);
  return { firstRow: first.row, firstColumn: first.column, lastRow: last.row, lastColumn: last.column };
}

function misplaced({ file }: XmlPlace, sheet: string, found: string): FormatError {
  return new FormatError({ file, place: `sheet "${sheet}"`, expected: "a row and a column of a spreadsheet", found });
}
