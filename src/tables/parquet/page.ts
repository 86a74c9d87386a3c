import type { Encoding } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import { crc32 } from "../../bytes/crc32.js";

/** A data page before it is written. */
export interface DataPage {
  readonly encoding: Encoding;
  /** Entries, nulls and empty lists included. */
  readonly nValues: number;
  readonly nNulls: number;
  readonly nRows: number;
  readonly repetition: Uint8Array;
  readonly definition: Uint8Array;
  readonly values: Uint8Array;
}

/** A page is stored compressed where that saves at least this share of it; noise is not worth its reader's time. */
const worthCompressing = 0.1;

/**
 * Appends a data page (version 2) with the CRC-32 of its body.
 *
 * @returns its size before compression, header included, as the footer has to state it
 */
export function appendDataPage(out: ByteWriter, page: DataPage, compress: boolean): number {
  const packed = compress ? compressed(page.values) : undefined;
  const body = packed ?? page.values;
  const levels = page.repetition.length + page.definition.length;
  const start = out.offset;
  writePageHeader(out, {
    type: "DATA_PAGE_V2",
    uncompressed_page_size: levels + page.values.length,
    compressed_page_size: levels + body.length,
    crc: crc32(body, crc32(page.definition, crc32(page.repetition))) | 0,
    data_page_header_v2: {
      num_values: page.nValues,
      num_nulls: page.nNulls,
      num_rows: page.nRows,
      encoding: page.encoding,
      definition_levels_byte_length: page.definition.length,
      repetition_levels_byte_length: page.repetition.length,
      is_compressed: packed !== undefined,
    },
  });
  const header = out.offset - start;
  out.appendBytes(page.repetition);
  out.appendBytes(page.definition);
  out.appendBytes(body);
  return header + levels + page.values.length;
}

/** Appends a dictionary page; gives its size before compression, header included. */
export function appendDictionaryPage(out: ByteWriter, values: Uint8Array, nValues: number): number {
  // the body of a dictionary page has no flag of its own: in a compressed column it must be compressed
  const body = snappyCompress(values);
  const start = out.offset;
  writePageHeader(out, {
    type: "DICTIONARY_PAGE",
    uncompressed_page_size: values.length,
    compressed_page_size: body.length,
    crc: crc32(body) | 0,
    dictionary_page_header: { num_values: nValues, encoding: "PLAIN" },
  });
  const header = out.offset - start;
  out.appendBytes(body);
  return header + values.length;
}

/** The bytes in Snappy's form, or undefined where that saves too little. */
export function compressed(bytes: Uint8Array): Uint8Array | undefined {
  const packed = snappyCompress(bytes);
  return packed.length <= bytes.length * (1 - worthCompressing) ? packed : undefined;
}

/** What a column of lists is judged by: this much of its first page has to shrink by this share. */
const sampleBytes = 16 * 1024;
const worthCompressingLists = 0.25;

/**
 * True where the samples of a list column are worth compressing. Recordings are mostly noise: only a clear gain, as of
 * counts and codes, repays the time of writer and readers.
 */
export function isWorthCompressing(samples: Uint8Array): boolean {
  const sample = samples.subarray(0, sampleBytes);
  return snappyCompress(sample).length <= sample.length * (1 - worthCompressingLists);
}

/** Makes a byte writer ready for the next use without giving its memory back. */
export function rewind(writer: ByteWriter): void {
  writer.index = 0;
  writer.offset = 0;
}

/** A byte writer with room for `bytes`. */
export function byteWriter(bytes = 1024): ByteWriter {
  return new ByteWriter(bytes);
}
