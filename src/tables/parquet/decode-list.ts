import type { ByteSource } from "../../bytes/byte-source.js";
import { type RawPage, readPages } from "./read-pages.js";
import { damaged, guarded } from "./read-parquet.js";
import { readRuns } from "./runs.js";
import type { ParquetColumn } from "./schema.js";

export type ListValue = Float32Array | Float64Array | null;

/** More entries than any writer puts into a page; run lengths can claim any number. */
const mostEntries = 2 ** 26;

/**
 * Decodes pages of a list column; null elements come out as NaN.
 *
 * @returns the rows of these pages, in order
 */
export function decodeLists(
  source: ByteSource,
  column: ParquetColumn,
  chunk: { readonly bytes: Uint8Array; readonly codec: string },
): ListValue[] {
  const rows: ListValue[] = [];
  const place = `column ${column.name}`;
  for (const page of readPages(source, place, chunk.bytes, chunk.codec)) {
    guarded(source, place, () => decodePage(source, column, page, rows));
  }
  return rows;
}

function decodePage(source: ByteSource, column: ParquetColumn, page: RawPage, rows: ListValue[]): void {
  const place = `column ${column.name}`;
  const header = page.header.data_page_header_v2;
  if (header?.encoding !== "PLAIN") throw damaged(source, place, "a page of plain values", `${header?.encoding}`);
  const count = header.num_values;
  if (!(count >= 0 && count <= mostEntries)) throw damaged(source, place, `up to ${mostEntries} entries`, `${count}`);
  const isDouble = column.physical === "DOUBLE";
  const repetition = readRuns(page.repetition, 1, count);
  const definition = readRuns(page.definition, bitsFor(column.maxDefinition), count);
  const samples = samplesOf(page.values, isDouble);
  const present = column.maxDefinition;
  const firstRow = rows.length;
  let taken = 0;
  for (let start = 0; start < count; ) {
    if (repetition[start] !== 0) throw damaged(source, place, "a page that begins with a row", "one inside a row");
    let end = start + 1;
    while (end < count && repetition[end] === 1) end++;
    const level = definition[start]!;
    if (level < present - 1) {
      if (end > start + 1) throw damaged(source, place, "one entry for an empty list", `${end - start}`);
      rows.push(level === present - 2 ? newList(isDouble, 0) : null);
    } else taken = takeRow(definition, start, end, present, samples, taken, rows);
    start = end;
  }
  const found = `${rows.length - firstRow} rows and ${taken} samples`;
  if (taken !== samples.length || rows.length - firstRow !== header.num_rows) {
    throw damaged(source, place, `${header.num_rows} rows and ${samples.length} samples`, found);
  }
}

/** Adds one row; gives how many samples are used up after it. */
function takeRow(
  definition: Uint8Array | Uint32Array,
  start: number,
  end: number,
  present: number,
  samples: Float32Array | Float64Array,
  taken: number,
  rows: ListValue[],
): number {
  let nPresent = 0;
  for (let at = start; at < end; at++) if (definition[at] === present) nPresent++;
  if (taken + nPresent > samples.length) throw new RangeError("fewer samples than entries");
  if (nPresent === end - start) {
    rows.push(samples.slice(taken, taken + nPresent));
    return taken + nPresent;
  }
  const row = newList(samples instanceof Float64Array, end - start);
  let next = taken;
  for (let at = start; at < end; at++) row[at - start] = definition[at] === present ? samples[next++]! : Number.NaN;
  rows.push(row);
  return next;
}

function newList(isDouble: boolean, length: number): Float32Array | Float64Array {
  return isDouble ? new Float64Array(length) : new Float32Array(length);
}

/** The values of a page as numbers; copied where they are not aligned for it. */
function samplesOf(bytes: Uint8Array, isDouble: boolean): Float32Array | Float64Array {
  const width = isDouble ? 8 : 4;
  if (bytes.length % width !== 0) throw new RangeError(`${bytes.length} bytes of samples of ${width} bytes`);
  const aligned = bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  const length = bytes.length / width;
  return isDouble
    ? new Float64Array(aligned.buffer, aligned.byteOffset, length)
    : new Float32Array(aligned.buffer, aligned.byteOffset, length);
}

function bitsFor(level: number): number {
  return 32 - Math.clz32(level);
}
