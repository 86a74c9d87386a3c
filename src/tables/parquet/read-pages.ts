import type { PageHeader } from "hyparquet";
import { snappyUncompress } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import type { ByteSource } from "../../bytes/byte-source.js";
import { crc32 } from "../../bytes/crc32.js";
import { IntegrityError } from "../../errors.js";
import { damaged, guarded } from "./read-parquet.js";

/** A page whose checksum was right, taken apart but not decoded. */
export interface RawPage {
  readonly header: PageHeader;
  readonly repetition: Uint8Array;
  readonly definition: Uint8Array;
  readonly values: Uint8Array;
}

/** More than any writer puts into a page; a damaged size does not get memory. */
const largestPage = 256 * 1024 * 1024;

/**
 * The pages of a piece of a column chunk, one after the other.
 *
 * @throws FormatError for damaged headers, IntegrityError for a body that its checksum does not fit
 */
export function* readPages(source: ByteSource, place: string, bytes: Uint8Array, codec: string): Generator<RawPage> {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  while (reader.offset < bytes.length) {
    const header = guarded(source, `${place}: page header`, () => checkedHeader(parquetHeader(reader)));
    const size = header.compressed_page_size;
    const body = bytes.subarray(reader.offset, reader.offset + size);
    if (!(size >= 0) || body.length !== size) {
      throw damaged(source, `${place}: page`, `at most ${bytes.length - reader.offset} bytes`, `${size}`);
    }
    reader.offset += size;
    if (header.crc !== undefined && crc32(body) !== header.crc >>> 0) {
      const found = (crc32(body) >>> 0).toString(16);
      const what = `checksum of a page of ${place}`;
      throw new IntegrityError({ file: source.name, what, expected: (header.crc >>> 0).toString(16), found });
    }
    yield takeApart(source, place, header, body, codec);
  }
}

/** In a damaged header a number can come out as anything. */
function checkedHeader(header: PageHeader): PageHeader {
  const { data_page_header_v2: data, dictionary_page_header: words } = header;
  const numbers: unknown[] = [header.compressed_page_size, header.uncompressed_page_size, header.crc ?? 0];
  if (words) numbers.push(words.num_values);
  if (data) {
    numbers.push(data.num_values, data.num_nulls, data.num_rows);
    numbers.push(data.definition_levels_byte_length, data.repetition_levels_byte_length);
  }
  const wrong = numbers.find((number) => !Number.isInteger(number));
  if (wrong !== undefined || numbers.includes(undefined)) throw new RangeError(`${String(wrong)} in place of a number`);
  return header;
}

function takeApart(source: ByteSource, place: string, header: PageHeader, body: Uint8Array, codec: string): RawPage {
  const v2 = header.data_page_header_v2;
  const repetitionBytes = v2?.repetition_levels_byte_length ?? 0;
  const definitionBytes = v2?.definition_levels_byte_length ?? 0;
  const levels = repetitionBytes + definitionBytes;
  const isKnown = header.type === "DICTIONARY_PAGE" || (header.type === "DATA_PAGE_V2" && v2 !== undefined);
  if (!isKnown) throw damaged(source, `${place}: page`, "a dictionary or data page of version 2", `${header.type}`);
  if (!(repetitionBytes >= 0 && definitionBytes >= 0 && levels <= body.length)) {
    throw damaged(source, `${place}: page`, `levels of at most ${body.length} bytes`, `${levels}`);
  }
  const stored = body.subarray(levels);
  const isPacked = codec === "SNAPPY" && v2?.is_compressed !== false;
  const size = header.uncompressed_page_size - levels;
  if (!(size >= 0 && size <= largestPage)) {
    throw damaged(source, `${place}: page`, `a size up to ${largestPage} bytes`, `${size}`);
  }
  const values = isPacked ? unpacked(source, place, stored, size) : stored;
  if (values.length !== size) throw damaged(source, `${place}: page`, `${size} bytes of values`, `${values.length}`);
  return {
    header,
    repetition: body.subarray(0, repetitionBytes),
    definition: body.subarray(repetitionBytes, levels),
    values,
  };
}

function unpacked(source: ByteSource, place: string, stored: Uint8Array, size: number): Uint8Array {
  // Snappy makes at most 64 bytes out of three
  if (size > 32 * stored.length + 64) {
    throw damaged(source, `${place}: page`, "a size that its compressed bytes can give", `${size}`);
  }
  const output = new Uint8Array(size);
  guarded(source, `${place}: compressed page`, () => snappyUncompress(stored, output));
  return output;
}
