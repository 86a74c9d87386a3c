import { FormatError } from "../../errors.js";
import { type Sheet, type SheetCells, sheetCells } from "../sheet/sheet-cells.js";
import { type BiffRecord, biffRecords, needBytes, recordIds, recordPlace } from "./biff-records.js";
import { biffReader } from "./biff-strings.js";

/** What a sheet needs of its workbook. */
export interface XlsWorkbook {
  readonly stream: Uint8Array;
  readonly strings: readonly string[];
  /** Of each style, whether it shows numbers as dates. */
  readonly dateStyles: readonly boolean[];
  readonly file: string;
}

/** Codes of errors, as a cell shows them. */
const errorNames: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
};

/** What one kind of record adds to the cells. */
type AddCells = (record: BiffRecord, cells: SheetCells, workbook: XlsWorkbook) => void;

const adders: ReadonlyMap<number, AddCells> = new Map<number, AddCells>([
  [
    recordIds.number,
    ({ view }, cells, { dateStyles }) =>
      setNumber(cells, ...place(view), view.getFloat64(6, true), dateStyles[styleOf(view)]),
  ],
  [
    recordIds.rk,
    ({ view }, cells, { dateStyles }) =>
      setNumber(cells, ...place(view), rkNumber(view.getUint32(6, true)), dateStyles[styleOf(view)]),
  ],
  [recordIds.mulRk, addManyNumbers],
  [recordIds.mergedCells, addMerged],
  [recordIds.labelShared, addSharedText],
  [recordIds.label, addText],
  [recordIds.richString, addText],
  [
    recordIds.booleanOrError,
    ({ view }, cells) => setLogical(cells, ...place(view), view.getUint8(6), view.getUint8(7)),
  ],
]);

const shortest: Readonly<Record<number, number>> = {
  [recordIds.number]: 14,
  [recordIds.formula]: 14,
  [recordIds.booleanOrError]: 8,
  [recordIds.labelShared]: 10,
  [recordIds.rk]: 10,
  [recordIds.mulRk]: 6,
  [recordIds.label]: 9,
  [recordIds.richString]: 9,
  [recordIds.mergedCells]: 2,
};

/** The cells of the sheet whose records begin at `start`; charts inside of it are passed over. */
export function readXlsSheet(name: string, start: number, workbook: XlsWorkbook): Sheet {
  const { stream, file } = workbook;
  const cells = sheetCells(name, file);
  let depth = 0;
  let textOf: readonly [number, number] | undefined;
  for (const record of biffRecords(stream, start, file)) {
    if (depth === 0 && record.id !== recordIds.begin) {
      const found = `record 0x${record.id.toString(16)}`;
      throw new FormatError({ file, place: `sheet "${name}"`, expected: "the beginning of a sheet", found });
    }
    if (record.id === recordIds.begin) depth++;
    else if (record.id === recordIds.endOfFile) {
      if (--depth === 0) return cells.finish();
    } else if (depth === 1) {
      needBytes(record, shortest[record.id] ?? 0, file);
      if (record.id === recordIds.formula) textOf = addResult(record, cells, workbook);
      else if (record.id === recordIds.string && textOf) {
        const text = biffReader([record], file).text();
        if (text !== "") cells.set(...textOf, text);
        textOf = undefined;
      } else adders.get(record.id)?.(record, cells, workbook);
    }
  }
  throw new FormatError({ file, place: `sheet "${name}"`, expected: "its end", found: "the end of the file" });
}

function place(view: DataView): [number, number] {
  return [view.getUint16(0, true), view.getUint16(2, true)];
}

function styleOf(view: DataView): number {
  return view.getUint16(4, true);
}

function setNumber(cells: SheetCells, row: number, column: number, value: number, isDate = false): void {
  if (!Number.isFinite(value)) {
    cells.setError(row, column, String(value));
    return;
  }
  cells.set(row, column, value);
  if (isDate) cells.setDate(row, column);
}

function setLogical(cells: SheetCells, row: number, column: number, value: number, isError: number): void {
  if (isError) cells.setError(row, column, errorNames[value] ?? `error ${value}`);
  else cells.set(row, column, value !== 0);
}

/** Thirty bits of a number: a whole one or the upper part of a float64, perhaps of its hundredfold. */
function rkNumber(bits: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(4, bits & 0xfffffffc, true);
  const value = bits & 2 ? bits >> 2 : view.getFloat64(0, true);
  return bits & 1 ? value / 100 : value;
}

function addManyNumbers(record: BiffRecord, cells: SheetCells, { dateStyles }: XlsWorkbook): void {
  const [row, first] = place(record.view);
  const count = Math.floor((record.data.length - 6) / 6);
  for (let index = 0; index < count; index++) {
    const at = 4 + 6 * index;
    const isDate = dateStyles[record.view.getUint16(at, true)];
    setNumber(cells, row, first + index, rkNumber(record.view.getUint32(at + 2, true)), isDate);
  }
}

/** Ranges of cells: a count, then the first and last row and the first and last column of each. */
function addMerged(record: BiffRecord, cells: SheetCells, { file }: XlsWorkbook): void {
  const { view } = record;
  const count = view.getUint16(0, true);
  needBytes(record, 2 + 8 * count, file);
  for (let at = 2; at < 2 + 8 * count; at += 8) {
    const [firstRow, lastRow, firstColumn, lastColumn] = [0, 2, 4, 6].map((offset) =>
      view.getUint16(at + offset, true),
    );
    cells.merge({ firstRow: firstRow!, firstColumn: firstColumn!, lastRow: lastRow!, lastColumn: lastColumn! });
  }
}

function addSharedText({ id, start, view }: BiffRecord, cells: SheetCells, { strings, file }: XlsWorkbook): void {
  const index = view.getUint32(6, true);
  const text = strings[index];
  if (text === undefined) {
    const expected = `one of ${strings.length} shared strings`;
    throw new FormatError({ file, place: recordPlace(id, start), expected, found: String(index) });
  }
  if (text !== "") cells.set(...place(view), text);
}

function addText(record: BiffRecord, cells: SheetCells, { file }: XlsWorkbook): void {
  const reader = biffReader([record], file);
  reader.skip(6);
  const text = reader.letters(reader.uint16(), reader.byte());
  if (text !== "") cells.set(...place(record.view), text);
}

/** The stored result of a formula; the place of the cell where the result is a text, which the next record holds. */
function addResult(
  { view }: BiffRecord,
  cells: SheetCells,
  { dateStyles }: XlsWorkbook,
): readonly [number, number] | undefined {
  const at = place(view);
  if (view.getUint16(12, true) !== 0xffff) {
    setNumber(cells, ...at, view.getFloat64(6, true), dateStyles[styleOf(view)]);
    return undefined;
  }
  const type = view.getUint8(6);
  if (type === 0) return at;
  if (type === 1 || type === 2) setLogical(cells, ...at, view.getUint8(8), type === 2 ? 1 : 0);
  return undefined;
}
