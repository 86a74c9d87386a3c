import type { ByteCursor } from "./byte-cursor.js";

/** The type of one stored element; `size` in bytes. */
export type Jld2Datatype =
  | { readonly kind: "integer"; readonly size: 1 | 2 | 4 | 8; readonly signed: boolean }
  | { readonly kind: "float"; readonly size: 4 | 8 }
  | { readonly kind: "boolean"; readonly size: 1 }
  | { readonly kind: "opaque"; readonly size: number }
  | { readonly kind: "text"; readonly size: number }
  | { readonly kind: "reference"; readonly size: 8 }
  | { readonly kind: "compound"; readonly size: number; readonly members: readonly Jld2Member[] }
  | { readonly kind: "variable-text"; readonly size: 16 }
  | { readonly kind: "variable-list"; readonly size: 16; readonly element: Jld2Datatype };

/** One field of a compound; `offset` in bytes. */
export interface Jld2Member {
  readonly name: string;
  readonly offset: number;
  readonly type: Jld2Datatype;
}

const deepestNesting = 16;

type Header = { readonly version: number; readonly bits: number; readonly size: number; readonly depth: number };

/** Readers by class number; each reads what follows the eight bytes that all types have. */
const readers: Readonly<Record<number, (cursor: ByteCursor, header: Header) => Jld2Datatype>> = {
  0: (cursor, { bits, size }) => {
    const place = [cursor.u16(), cursor.u16()];
    if ((size !== 1 && size !== 2 && size !== 4 && size !== 8) || bits & 1 || place[0] !== 0 || place[1] !== size * 8) {
      throw cursor.fail("a little-endian integer of 1, 2, 4 or 8 bytes", `${size} bytes, ${place[1]} bits in use`);
    }
    return { kind: "integer", size, signed: (bits & 8) !== 0 };
  },
  1: (cursor, { bits, size }) => {
    const fields = [...cursor.bytes(12)].join(" ");
    if ((size !== 4 && size !== 8) || fields !== ieeeFields[size] || bits & 1) {
      throw cursor.fail("an IEEE 754 float of 4 or 8 bytes, little-endian", `${size} bytes`);
    }
    return { kind: "float", size };
  },
  3: (_, { size }) => ({ kind: "text", size }),
  4: (cursor, { size }) => {
    cursor.span(4);
    if (size !== 1) throw cursor.fail("a boolean of one byte", `${size} bytes`);
    return { kind: "boolean", size };
  },
  // Types without content, such as that of `nothing`; the tag is padded to eight bytes.
  5: (cursor, { bits, size }) => {
    cursor.span(Math.min(cursor.remaining, Math.ceil((bits & 0xff) / 8) * 8));
    return { kind: "opaque", size };
  },
  6: (cursor, { version, bits, size, depth }) => {
    if (version !== 3) throw cursor.fail("a compound of version 3", `${version}`);
    const offsetBytes = size < 0x100 ? 1 : size < 0x10000 ? 2 : size < 0x1000000 ? 3 : 4;
    const members = Array.from({ length: bits & 0xffff }, (): Jld2Member => {
      const name = cursor.terminated();
      const offset = cursor.unsigned(offsetBytes);
      const type = readType(cursor, depth + 1);
      if (offset + type.size > size)
        throw cursor.fail(`field "${name}" inside its record`, `byte ${offset} of ${size}`);
      return { name, offset, type };
    });
    return { kind: "compound", size, members };
  },
  7: (cursor, { bits, size }) => {
    if (size !== 8 || (bits & 15) !== 0) throw cursor.fail("an object reference of 8 bytes", `${size} bytes`);
    return { kind: "reference", size };
  },
  9: (cursor, { bits, size, depth }) => {
    const element = readType(cursor, depth + 1);
    if (size !== 16) throw cursor.fail("a list reference of 16 bytes", `${size} bytes`);
    return (bits & 15) === 1 ? { kind: "variable-text", size } : { kind: "variable-list", size, element };
  },
};

/** Offset, precision, exponent place and size, mantissa place and size, bias of the two IEEE 754 types. */
const ieeeFields: Readonly<Record<number, string>> = {
  4: "0 0 32 0 23 8 0 23 127 0 0 0",
  8: "0 0 64 0 52 11 0 52 255 3 0 0",
};

/** Reads a datatype, as far as JLD2 needs them. @throws FormatError */
export function readDatatype(cursor: ByteCursor): Jld2Datatype {
  return readType(cursor, 0);
}

function readType(cursor: ByteCursor, depth: number): Jld2Datatype {
  if (depth > deepestNesting) throw cursor.fail(`types nested at most ${deepestNesting} deep`, "deeper ones");
  const start = cursor.u8();
  const bits = cursor.unsigned(3);
  const size = cursor.u32();
  if (size === 0) throw cursor.fail("elements of a byte or more", "none");
  const reader = readers[start & 15];
  if (!reader) throw cursor.fail("a datatype that JLD2 writes", `class ${start & 15}`);
  return reader(cursor, { version: start >> 4, bits, size, depth });
}
