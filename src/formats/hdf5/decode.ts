import { FormatError } from "../../errors.js";
import type { Hdf5Datatype } from "./datatype.js";
import type { Hdf5Element, Hdf5List, Hdf5Record, Hdf5Reference } from "./values.js";

/** What a decoder may look into: the raw elements, and the memory that their pointers refer to. */
export interface RawElements {
  /** `count` elements of `type.bytes` bytes, little-endian. */
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly heap: Uint8Array;
  /** For error messages. */
  readonly file: string;
  readonly path: string;
}

const utf8 = new TextDecoder();

/**
 * Makes lists of raw elements. Numbers become a typed array, over the given bytes themselves when those fill a buffer
 * of their own.
 */
export function decodeElements(type: Hdf5Datatype, raw: RawElements): Hdf5List {
  return decoders[type.kind](type as never, raw);
}

const decoders: {
  readonly [K in Hdf5Datatype["kind"]]: (type: Extract<Hdf5Datatype, { kind: K }>, raw: RawElements) => Hdf5List;
} = {
  integer: (type, raw) => integers(type.bytes, type.signed, raw),
  enum: (type, raw) => integers(type.bytes, type.signed, raw),
  float: (type, raw) => {
    const buffer = ownBuffer(raw.bytes);
    if (type.bytes === 8) return new Float64Array(buffer);
    return type.bytes === 4 ? new Float32Array(buffer) : halfFloats(new Uint16Array(buffer));
  },
  string: (type, raw) =>
    each(raw, type.bytes, (bytes) => (type.variable ? pointedString(bytes, raw) : fixedString(bytes))),
  reference: (type, raw) =>
    each(
      raw,
      type.bytes,
      (bytes): Hdf5Reference => ({ kind: type.to, bytes: bytes.some((b) => b !== 0) ? bytes.slice() : null }),
    ),
  compound: (type, raw) =>
    each(raw, type.bytes, (bytes): Hdf5Record => {
      const fields = type.members.map((member): [string, Hdf5Element] => {
        const field = bytes.subarray(member.offset, member.offset + member.type.bytes);
        const [value] = decodeElements(member.type, { ...raw, bytes: field, count: 1 });
        if (value === undefined) throw damaged(raw, `a value in field "${member.name}"`, "none");
        return [member.name, value];
      });
      return new Map(fields);
    }),
  array: (type, raw) => {
    const count = type.bytes / type.element.bytes;
    return each(raw, type.bytes, (bytes) => decodeElements(type.element, { ...raw, bytes, count }));
  },
  sequence: (type, raw) =>
    each(raw, type.bytes, (bytes) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const count = view.getUint32(0, true);
      const pointer = view.getUint32(4, true);
      const length = count * type.element.bytes;
      if (pointer + length > raw.heap.length) throw damaged(raw, "a sequence inside the file", `${count} elements`);
      return decodeElements(type.element, { ...raw, bytes: raw.heap.subarray(pointer, pointer + length), count });
    }),
  opaque: (type, raw) => each(raw, type.bytes, (bytes) => bytes.slice()),
};

function each<T>(raw: RawElements, size: number, decode: (bytes: Uint8Array) => T): T[] {
  return Array.from({ length: raw.count }, (_, i) => decode(raw.bytes.subarray(i * size, (i + 1) * size)));
}

function integers(bytes: 1 | 2 | 4 | 8, signed: boolean, raw: RawElements): Hdf5List {
  const buffer = ownBuffer(raw.bytes);
  if (bytes === 8) return signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
  if (bytes === 4) return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
  if (bytes === 2) return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
  return signed ? new Int8Array(buffer) : new Uint8Array(buffer);
}

/** The bytes alone in a buffer: the given one where it holds nothing else, else a copy. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return isAlone ? buffer : bytes.slice().buffer;
}

/** IEEE 754 binary16 as float32, exact: (−1)^s · 2^(e−15) · (1 + m/1024), subnormal 2^−14 · m/1024. */
function halfFloats(halves: Uint16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(halves, (bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const mantissa = bits & 0x3ff;
    if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  });
}

/** Fixed strings end at the first NUL; the blanks of space-padded ones are dropped too. */
function fixedString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return utf8.decode((end < 0 ? bytes : bytes.subarray(0, end)).slice()).replace(/ +$/, "");
}

function pointedString(bytes: Uint8Array, raw: RawElements): string {
  const pointer = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (pointer === 0) return "";
  const end = raw.heap.indexOf(0, pointer);
  if (pointer >= raw.heap.length || end < 0) throw damaged(raw, "a string inside the file", "one without end");
  return utf8.decode(raw.heap.slice(pointer, end));
}

function damaged(raw: RawElements, expected: string, found: string): FormatError {
  return new FormatError({ file: raw.file, place: raw.path, expected, found });
}
