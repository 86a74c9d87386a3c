import { FormatError } from "../../errors.js";
import type { Jld2Datatype } from "./datatype.js";
import type { Jld2Value } from "./value.js";

/** What an element may refer to. */
export interface Referents {
  readonly file: string;
  readonly place: string;
  /** The value of the object at `address`. */
  object(address: number): Jld2Value;
  /** An object of the global heap. */
  heap(address: number, index: number): Uint8Array;
  /** Counts work, and throws when a damaged file asks for more than it can hold. */
  spend(bytes: number): void;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The value of one stored element; compounds become structs without a type name. @throws FormatError */
export function decodeElement(type: Jld2Datatype, bytes: Uint8Array, to: Referents): Jld2Value {
  to.spend(type.size);
  return decoders[type.kind](type as never, new DataView(bytes.buffer, bytes.byteOffset, type.size), to);
}

const decoders: {
  readonly [K in Jld2Datatype["kind"]]: (
    type: Extract<Jld2Datatype, { kind: K }>,
    view: DataView,
    to: Referents,
  ) => Jld2Value;
} = {
  integer: ({ size, signed }, view) => {
    if (size === 8) {
      const value = signed ? view.getBigInt64(0, true) : view.getBigUint64(0, true);
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
    if (size === 4) return signed ? view.getInt32(0, true) : view.getUint32(0, true);
    if (size === 2) return signed ? view.getInt16(0, true) : view.getUint16(0, true);
    return signed ? view.getInt8(0) : view.getUint8(0);
  },
  float: ({ size }, view) => (size === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true)),
  boolean: (_, view) => view.getUint8(0) !== 0,
  opaque: ({ size }, _, to) => {
    throw damaged(to, "a value with a known meaning", `${size} opaque bytes`);
  },
  text: (_, view, to) => {
    const bytes = bytesOf(view);
    const end = bytes.indexOf(0);
    return text(end < 0 ? bytes : bytes.subarray(0, end), to);
  },
  reference: (_, view, to) => {
    const address = safe(view.getBigUint64(0, true), to);
    return address === 0 ? null : to.object(address);
  },
  compound: ({ members }, view, to) => {
    const bytes = bytesOf(view);
    const fields = new Map<string, Jld2Value>();
    for (const { name, offset, type } of members) {
      if (fields.has(name)) throw damaged(to, "fields of different names", `"${name}" twice`);
      fields.set(name, decodeElement(type, bytes.subarray(offset, offset + type.size), to));
    }
    return { type: null, fields };
  },
  "variable-text": (_, view, to) => {
    const { bytes, length } = list(view, to);
    if (bytes.length < length) throw damaged(to, `a string of ${length} bytes`, `${bytes.length}`);
    to.spend(length);
    return text(bytes.subarray(0, length), to);
  },
  "variable-list": ({ element }, view, to) => {
    const { bytes, length } = list(view, to);
    if (bytes.length < length * element.size)
      throw damaged(to, `a list of ${length} elements`, `${bytes.length} bytes`);
    return Array.from({ length }, (_, i) =>
      decodeElement(element, bytes.subarray(i * element.size, (i + 1) * element.size), to),
    );
  },
};

/** Length, address and number in the global heap; length 0 needs no heap. */
function list(view: DataView, to: Referents): { bytes: Uint8Array; length: number } {
  const length = view.getUint32(0, true);
  if (length === 0) return { bytes: new Uint8Array(0), length };
  return { bytes: to.heap(safe(view.getBigUint64(4, true), to), view.getUint32(12, true)), length };
}

function safe(value: bigint, to: Referents): number {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw damaged(to, "an address below 2^53", value.toString());
}

function text(bytes: Uint8Array, to: Referents): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw damaged(to, "UTF-8 text", "other bytes", cause);
  }
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function damaged(to: Referents, expected: string, found: string, cause?: unknown): FormatError {
  return new FormatError({ file: to.file, place: to.place, expected, found, cause });
}
