import { FormatError } from "../../errors.js";
import type { Span } from "./byte-cursor.js";
import type { Jld2Datatype } from "./datatype.js";
import type { FileBytes } from "./object-header.js";
import type { Jld2Value } from "./value.js";

/** What an element may refer to. */
export interface Referents {
  readonly from: FileBytes;
  /** Names the object in errors. */
  readonly place: string;
  /** The value of the object at `address`. */
  object(address: number): Jld2Value;
  /** Where an object of the global heap stands. */
  heap(address: number, index: number): Span;
  /** Counts work, and throws when a damaged file asks for more than it can hold. */
  spend(bytes: number): void;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The value of the element whose bytes begin at `at`, counted from the first byte of the file; the caller has made
 * sure that all of them are there. Compounds become structs without a type name.
 *
 * @throws FormatError
 */
export function decodeElement(type: Jld2Datatype, at: number, to: Referents): Jld2Value {
  to.spend(type.size);
  return decoders[type.kind](type as never, at, to);
}

const decoders: {
  readonly [K in Jld2Datatype["kind"]]: (
    type: Extract<Jld2Datatype, { kind: K }>,
    at: number,
    to: Referents,
  ) => Jld2Value;
} = {
  integer: ({ size, signed }, at, { from: { view } }) => {
    if (size === 8) {
      const value = signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true);
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
    if (size === 4) return signed ? view.getInt32(at, true) : view.getUint32(at, true);
    if (size === 2) return signed ? view.getInt16(at, true) : view.getUint16(at, true);
    return signed ? view.getInt8(at) : view.getUint8(at);
  },
  float: ({ size }, at, { from: { view } }) => (size === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true)),
  boolean: (_, at, { from }) => from.bytes[at] !== 0,
  opaque: ({ size }, _, to) => {
    throw damaged(to, "a value with a known meaning", `${size} opaque bytes`);
  },
  text: ({ size }, at, to) => {
    const end = to.from.bytes.indexOf(0, at);
    return text({ start: at, end: end < 0 ? at + size : Math.min(end, at + size) }, to);
  },
  reference: (_, at, to) => {
    const address = addressAt(at, to);
    return address === 0 ? null : to.object(address);
  },
  compound: ({ members }, at, to) => {
    const fields = new Map<string, Jld2Value>();
    for (const { name, offset, type } of members) {
      if (fields.has(name)) throw damaged(to, "fields of different names", `"${name}" twice`);
      fields.set(name, decodeElement(type, at + offset, to));
    }
    return { type: null, fields };
  },
  "variable-text": (_, at, to) => {
    const length = to.from.view.getUint32(at, true);
    const { start, end } = heapObject(at, length, to);
    if (end - start < length) throw damaged(to, `a string of ${length} bytes`, `${end - start}`);
    to.spend(length);
    return text({ start, end: start + length }, to);
  },
  "variable-list": ({ element }, at, to) => {
    const length = to.from.view.getUint32(at, true);
    const { start, end } = heapObject(at, length, to);
    if (end - start < length * element.size) {
      throw damaged(to, `a list of ${length} elements`, `${end - start} bytes`);
    }
    return Array.from({ length }, (_, i) => decodeElement(element, start + i * element.size, to));
  },
};

/** Behind the length stand the address and the number in the global heap; length 0 needs no heap. */
function heapObject(at: number, length: number, to: Referents): Span {
  if (length === 0) return { start: 0, end: 0 };
  return to.heap(addressAt(at + 4, to), to.from.view.getUint32(at + 12, true));
}

function addressAt(at: number, to: Referents): number {
  const address = to.from.view.getUint32(at + 4, true) * 2 ** 32 + to.from.view.getUint32(at, true);
  if (Number.isSafeInteger(address)) return address;
  throw damaged(to, "an address below 2^53", `${address}`);
}

function text({ start, end }: Span, to: Referents): string {
  try {
    return utf8.decode(to.from.bytes.subarray(start, end));
  } catch (cause) {
    throw damaged(to, "UTF-8 text", "other bytes", cause);
  }
}

function damaged(to: Referents, expected: string, found: string, cause?: unknown): FormatError {
  return new FormatError({ file: to.from.file, place: to.place, expected, found, cause });
}
