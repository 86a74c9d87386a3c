import { FormatError } from "../errors.js";
import { bytesToFloat16Values } from "./float16.js";

/** The values of an array, in the type that holds them exactly. Strings are plain arrays. */
export type NpyValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | string[];

/** How values of one type lie in a file and become values in memory. */
export interface NpyType {
  /** Bytes of one value. */
  readonly itemBytes: number;
  /** Bytes that change places between big and little endian: of a number, or of one character. */
  readonly wordBytes: number;
  /** `bytes` in the byte order of this machine, at the beginning of their buffer. Throws an Error that says what is wrong. */
  decode(bytes: Uint8Array<ArrayBuffer>, itemBytes: number): NpyValues;
}

const numbers: Readonly<Record<string, (buffer: ArrayBuffer) => NpyValues>> = {
  i1: (buffer) => new Int8Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  i8: (buffer) => new BigInt64Array(buffer),
  u1: (buffer) => new Uint8Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
  u8: (buffer) => new BigUint64Array(buffer),
  f2: (buffer) => bytesToFloat16Values(buffer),
  f4: (buffer) => new Float32Array(buffer),
  f8: (buffer) => new Float64Array(buffer),
  b1: (buffer) => new Uint8Array(buffer).map((byte) => (byte === 0 ? 0 : 1)),
};

const refused: Readonly<Record<string, string>> = {
  O: "pickled Python objects, which can run code when read",
  c: "complex numbers",
  V: "raw or structured values",
  M: "dates",
  m: "time spans",
  f: "floating-point numbers of an unusual size",
};

/**
 * The type that a NumPy type string names: bool (`b1`), integers (`i1` to `i8`, `u1` to `u8`), floats (`f2`, `f4`,
 * `f8`), byte strings (`S`) and Unicode strings (`U`), in both byte orders.
 *
 * @throws FormatError for all others, Python objects first
 */
export function npyType(file: string, descr: string): NpyType & { readonly bigEndian: boolean } {
  const [, order, kind, size] = /^([<>|])([a-zA-Z])(\d{0,9})$/.exec(descr) ?? [];
  const bytes = Number(size || 0);
  const bigEndian = order === ">";
  const decodeNumber = numbers[`${kind}${size}`];
  if (decodeNumber && (order !== "|" || bytes === 1)) {
    const decode = (raw: Uint8Array<ArrayBuffer>): NpyValues => decodeNumber(raw.buffer);
    return { itemBytes: bytes, wordBytes: bytes, bigEndian, decode };
  }
  if (kind === "S" && bytes > 0) return { itemBytes: bytes, wordBytes: 1, bigEndian, decode: decodeByteStrings };
  if (kind === "U" && bytes > 0 && order !== "|") {
    return { itemBytes: 4 * bytes, wordBytes: 4, bigEndian, decode: decodeUnicodeStrings };
  }
  const what = kind === undefined ? undefined : refused[kind];
  throw new FormatError({
    file,
    place: "descr in the NPY header",
    expected: "numbers, truth values or strings",
    found: JSON.stringify(descr.slice(0, 40)) + (what ? ` (${what})` : ""),
    ...(kind === "O" ? { next: "look for the same content in another format" } : {}),
  });
}

/** Strings are padded with NUL bytes, which NumPy removes too. */
function decodeByteStrings(bytes: Uint8Array, itemBytes: number): string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return Array.from({ length: bytes.length / itemBytes }, (_, index) => {
    let end = (index + 1) * itemBytes;
    while (end > index * itemBytes && bytes[end - 1] === 0) end--;
    try {
      return decoder.decode(bytes.subarray(index * itemBytes, end));
    } catch {
      throw new Error(`bytes that are no UTF-8 text in value ${index}`);
    }
  });
}

function decodeUnicodeStrings(bytes: Uint8Array<ArrayBuffer>, itemBytes: number): string[] {
  const characters = new Uint32Array(bytes.buffer);
  const perItem = itemBytes / 4;
  return Array.from({ length: characters.length / perItem }, (_, index) => {
    let end = (index + 1) * perItem;
    while (end > index * perItem && characters[end - 1] === 0) end--;
    let text = "";
    for (let at = index * perItem; at < end; at++) {
      const code = characters[at]!;
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        throw new Error(`no character (${code}) in value ${index}`);
      text += String.fromCodePoint(code);
    }
    return text;
  });
}
