import type { ByteSource } from "../../bytes/byte-source.js";
import type { Scalar } from "../table-reader.js";
import { type RawPage, readPages } from "./read-pages.js";
import { damaged, guarded } from "./read-parquet.js";
import { readRuns } from "./runs.js";
import type { ParquetColumn } from "./schema.js";

type Decode = (bytes: Uint8Array, count: number) => Scalar[];

/**
 * Decodes the bytes of a column chunk of single values.
 *
 * @returns one value per row; `rows` values, or a FormatError
 */
export function decodeFlat(
  source: ByteSource,
  column: ParquetColumn,
  chunk: { readonly bytes: Uint8Array; readonly codec: string; readonly rows: number },
): Scalar[] {
  const place = `column ${column.name}`;
  const all: Scalar[] = [];
  let dictionary: Scalar[] | undefined;
  for (const page of readPages(source, place, chunk.bytes, chunk.codec)) {
    const { data_page_header_v2: data, dictionary_page_header: words } = page.header;
    if (!data) {
      dictionary = guarded(source, place, () => plain[column.physical]!(page.values, words!.num_values));
      continue;
    }
    if (!(data.num_values >= 0 && data.num_values <= chunk.rows - all.length)) {
      throw damaged(source, place, `at most ${chunk.rows} values`, `${data.num_values} more`);
    }
    const isThere = column.maxDefinition > 0 ? readRunsOf(source, place, page, data.num_values) : undefined;
    let count = data.num_values;
    if (isThere) for (const level of isThere) count -= 1 - level;
    const present = guarded(source, place, () =>
      data.encoding === "PLAIN"
        ? plain[column.physical]!(page.values, count)
        : fromDictionary(data.encoding, dictionary, page.values, count),
    );
    if (isThere) {
      let next = 0;
      for (const level of isThere) all.push(level === 1 ? present[next++]! : null);
    } else for (const value of present) all.push(value);
  }
  if (all.length !== chunk.rows) throw damaged(source, place, `${chunk.rows} values`, `${all.length}`);
  return all;
}

function readRunsOf(source: ByteSource, place: string, page: RawPage, count: number): Uint8Array | Uint32Array {
  const levels = guarded(source, `${place}: levels`, () => readRuns(page.definition, 1, count));
  return levels;
}

function fromDictionary(
  encoding: string,
  dictionary: readonly Scalar[] | undefined,
  bytes: Uint8Array,
  count: number,
): Scalar[] {
  if (encoding !== "RLE_DICTIONARY" || !dictionary) throw new RangeError(`values in the encoding ${encoding}`);
  if (count === 0) return [];
  const bitWidth = bytes[0]!;
  if (!(bitWidth <= 32)) throw new RangeError(`dictionary indices of ${bitWidth} bits`);
  const values: Scalar[] = [];
  for (const place of readRuns(bytes.subarray(1), bitWidth, count)) {
    const value = dictionary[place];
    if (value === undefined) throw new RangeError(`dictionary index ${place} of ${dictionary.length}`);
    values.push(value);
  }
  return values;
}

const plain: Readonly<Record<string, Decode>> = {
  INT32: fixed(4, (view, at) => view.getInt32(at, true)),
  INT64: fixed(8, (view, at) => Number(view.getBigInt64(at, true))),
  FLOAT: fixed(4, (view, at) => view.getFloat32(at, true)),
  DOUBLE: fixed(8, (view, at) => view.getFloat64(at, true)),
  BOOLEAN: (bytes, count) => {
    if (bytes.length !== (count + 7) >> 3) throw new RangeError(`${bytes.length} bytes for ${count} truth values`);
    return Array.from({ length: count }, (_, index) => ((bytes[index >> 3]! >> (index & 7)) & 1) === 1);
  },
  BYTE_ARRAY: (bytes, count) => {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!(count >= 0 && count * 4 <= bytes.length)) throw new RangeError(`${count} strings in ${bytes.length} bytes`);
    const values: string[] = [];
    let at = 0;
    for (let index = 0; index < count; index++) {
      const length = view.getUint32(at, true);
      at += 4;
      if (length > bytes.length - at) throw new RangeError(`a string of ${length} bytes`);
      values.push(decoder.decode(bytes.subarray(at, at + length)));
      at += length;
    }
    return values;
  },
};

function fixed(width: number, get: (view: DataView, at: number) => number): Decode {
  return (bytes, count) => {
    if (bytes.length !== count * width) throw new RangeError(`${bytes.length} bytes for ${count} values`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: count }, (_, index) => get(view, index * width));
  };
}
