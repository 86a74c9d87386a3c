import { ByteWriter } from "hyparquet-writer";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import type { Scalar } from "../table-reader.js";
import type { ColumnChunkBytes } from "./list-chunk.js";
import { appendDataPage, appendDictionaryPage } from "./page.js";
import { runWriter } from "./runs.js";
import type { ParquetColumn } from "./schema.js";

/** A chunk of a column of single values, with what its statistics need. */
export interface FlatChunk extends ColumnChunkBytes {
  /** Bytes before the first data page. */
  readonly dictionarySize: number;
  /** Least and greatest value in the order of the type, where there is a value. */
  readonly range: { readonly min: Scalar | Uint8Array; readonly max: Scalar | Uint8Array } | undefined;
}

/** The pages of a column of single values: one data page, after a dictionary where strings repeat. */
export function flatChunk(column: ParquetColumn, values: readonly Scalar[]): FlatChunk {
  const out = new ByteWriter(4096);
  const present = column.maxDefinition === 0 ? values : values.filter((value) => value !== null);
  const definition = new ByteWriter();
  if (column.maxDefinition > 0) {
    const runs = runWriter(definition);
    for (const value of values) runs.push(value === null ? 0 : 1, 1);
    runs.end();
  }
  const page = {
    nValues: values.length,
    nNulls: values.length - present.length,
    nRows: values.length,
    repetition: new Uint8Array(0),
    definition: definition.getBytes(),
  };
  const body = new ByteWriter(4096);
  let uncompressedSize = 0;
  let dictionarySize = 0;
  let encoding: "PLAIN" | "RLE_DICTIONARY" = "PLAIN";
  let range: FlatChunk["range"];
  if (column.physical === "BYTE_ARRAY") {
    const { index, distinct } = distinctStrings(present as readonly string[]);
    range = rangeOfBytes(distinct);
    if (distinct.length > 0 && distinct.length * 2 <= present.length) {
      encoding = "RLE_DICTIONARY";
      const words = new ByteWriter(4096);
      for (const word of distinct) appendText(words, word);
      uncompressedSize += appendDictionaryPage(out, words.getBytes(), distinct.length);
      dictionarySize = out.offset;
      const bitWidth = Math.max(1, 32 - Math.clz32(distinct.length - 1));
      body.appendUint8(bitWidth);
      writeRleBitPackedHybrid(body, index, bitWidth);
    } else for (const position of index) appendText(body, distinct[position]!);
  } else {
    range = rangeOf(present);
    appendPlain[column.physical]!(body, present);
  }
  uncompressedSize += appendDataPage(out, { encoding, ...page, values: body.getBytes() }, true);
  const { nValues, nNulls } = page;
  return { bytes: out.getBytes(), uncompressedSize, nValues, nNulls, compressed: true, dictionarySize, range };
}

const appendPlain: Readonly<Record<string, (out: ByteWriter, values: readonly Scalar[]) => void>> = {
  INT32: (out, values) => values.forEach((value) => void out.appendInt32(value as number)),
  INT64: (out, values) => values.forEach((value) => void out.appendInt64(BigInt(value as number))),
  FLOAT: (out, values) => values.forEach((value) => void out.appendFloat32(value as number)),
  DOUBLE: (out, values) => values.forEach((value) => void out.appendFloat64(value as number)),
  BOOLEAN: (out, values) => {
    for (let start = 0; start < values.length; start += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) if (values[start + bit] === true) byte |= 1 << bit;
      out.appendUint8(byte);
    }
  },
};

function appendText(out: ByteWriter, text: Uint8Array): void {
  out.appendUint32(text.length);
  out.appendBytes(text);
}

/** Every different string as UTF-8, in the order of first use, and which one each value is. */
function distinctStrings(values: readonly string[]): { index: Uint32Array; distinct: Uint8Array[] } {
  const encoder = new TextEncoder();
  const places = new Map<string, number>();
  const distinct: Uint8Array[] = [];
  const index = new Uint32Array(values.length);
  for (const [row, value] of values.entries()) {
    let place = places.get(value);
    if (place === undefined) {
      place = distinct.length;
      places.set(value, place);
      distinct.push(encoder.encode(value));
    }
    index[row] = place;
  }
  return { index, distinct };
}

function rangeOfBytes(texts: readonly Uint8Array[]): FlatChunk["range"] {
  let [min, max] = [texts[0], texts[0]];
  if (min === undefined || max === undefined) return undefined;
  for (const text of texts) {
    if (compareBytes(text, min) < 0) min = text;
    if (compareBytes(text, max) > 0) max = text;
  }
  return { min, max };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}

function rangeOf(values: readonly Scalar[]): FlatChunk["range"] {
  let [min, max] = [values[0], values[0]];
  if (min === undefined || min === null || max === undefined || max === null) return undefined;
  for (const value of values) {
    if (value! < min) min = value!;
    if (value! > max) max = value!;
  }
  // zero has two signs; the bounds have to hold both
  if (min === 0) min = -0;
  if (max === 0) max = 0;
  return { min, max };
}
