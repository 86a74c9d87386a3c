import type { OffsetIndex } from "hyparquet";
import { appendDataPage, byteWriter, isWorthCompressing, rewind } from "./page.js";
import { runWriter } from "./runs.js";
import type { ParquetColumn } from "./schema.js";

/** What became of the rows of one column in one row group. */
export interface ColumnChunkBytes {
  /** Valid until the column is used again. */
  readonly bytes: Uint8Array;
  readonly uncompressedSize: number;
  readonly nValues: number;
  readonly nNulls: number;
  readonly compressed: boolean;
  /** Places of the pages, counted from the first byte of the chunk. */
  readonly offsetIndex?: OffsetIndex;
}

/** Takes the rows of one list column, and gives their pages for each row group. */
export interface ListChunkWriter {
  /** Bytes of samples since the last row group. */
  readonly size: number;
  push(row: Float32Array | Float64Array | null): void;
  finish(): ColumnChunkBytes;
}

/** Small enough that one channel out of a large file costs little to read. */
const pageBytes = 128 * 1024;

/**
 * The pages of a list column, written without a number object per sample: the samples of a row are copied as bytes,
 * a NaN becomes a null element. A row never spans two pages.
 *
 * @param expectedBytes about how many bytes of samples a row group will hold
 */
export function listChunkWriter(column: ParquetColumn, expectedBytes: number): ListChunkWriter {
  const { maxDefinition } = column;
  // memory that is not touched costs nothing, memory that grows by doubling costs twice
  const chunk = byteWriter(Math.ceil(expectedBytes * 1.05) + 2 * pageBytes);
  const repetition = byteWriter();
  const definition = byteWriter();
  const repetitionRuns = runWriter(repetition);
  const definitionRuns = runWriter(definition);
  let samples = new Uint8Array(pageBytes);
  let used = 0;
  let page = { nValues: 0, nNulls: 0, nRows: 0 };
  let total = { nValues: 0, nNulls: 0, nRows: 0, uncompressedSize: 0, samples: 0 };
  let locations: OffsetIndex["page_locations"] = [];
  let compress: boolean | undefined;

  const endPage = () => {
    if (page.nRows === 0) return;
    repetitionRuns.end();
    definitionRuns.end();
    const values = samples.subarray(0, used);
    compress ??= isWorthCompressing(values);
    const offset = chunk.offset;
    const levels = { repetition: repetition.getBytes(), definition: definition.getBytes() };
    total.uncompressedSize += appendDataPage(chunk, { encoding: "PLAIN", ...page, ...levels, values }, compress);
    locations.push({
      offset: BigInt(offset),
      compressed_page_size: chunk.offset - offset,
      first_row_index: BigInt(total.nRows),
    });
    total.nValues += page.nValues;
    total.nNulls += page.nNulls;
    total.nRows += page.nRows;
    total.samples += used;
    page = { nValues: 0, nNulls: 0, nRows: 0 };
    used = 0;
    rewind(repetition);
    rewind(definition);
  };

  const push = (row: Float32Array | Float64Array | null) => {
    const length = row?.length ?? 0;
    const needed = row?.byteLength ?? 0;
    if (used + needed > pageBytes) endPage();
    if (needed > samples.length) samples = new Uint8Array(needed);
    page.nRows++;
    page.nValues += Math.max(length, 1);
    repetitionRuns.push(0, 1);
    if (row === null || length === 0) {
      definitionRuns.push(row === null ? 0 : maxDefinition - 2, 1);
      page.nNulls++;
      return;
    }
    repetitionRuns.push(1, length - 1);
    const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
    const width = row.BYTES_PER_ELEMENT;
    for (let from = 0; from < length; ) {
      const missing = Number.isNaN(row[from]!);
      let to = from + 1;
      while (to < length && Number.isNaN(row[to]!) === missing) to++;
      definitionRuns.push(missing ? maxDefinition - 1 : maxDefinition, to - from);
      if (missing) page.nNulls += to - from;
      else {
        samples.set(bytes.subarray(from * width, to * width), used);
        used += (to - from) * width;
      }
      from = to;
    }
  };

  const finish = (): ColumnChunkBytes => {
    endPage();
    const { nValues, nNulls, uncompressedSize } = total;
    const offsetIndex = { page_locations: locations };
    const result = { bytes: chunk.getBytes(), uncompressedSize, nValues, nNulls, compressed: compress === true };
    total = { nValues: 0, nNulls: 0, nRows: 0, uncompressedSize: 0, samples: 0 };
    locations = [];
    compress = undefined;
    rewind(chunk);
    return { ...result, offsetIndex };
  };

  return {
    get size() {
      return total.samples + used;
    },
    push,
    finish,
  };
}
