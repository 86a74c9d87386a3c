import { FormatError } from "../../errors.js";
import type { LibraryMetadata } from "./library-module.js";

/** The type of one element of a dataset or attribute. */
export type Hdf5Datatype =
  | { readonly kind: "integer"; readonly bytes: 1 | 2 | 4 | 8; readonly signed: boolean }
  | { readonly kind: "float"; readonly bytes: 2 | 4 | 8 }
  | { readonly kind: "string"; readonly bytes: number; readonly variable: boolean }
  | {
      readonly kind: "enum";
      readonly bytes: 1 | 2 | 4 | 8;
      readonly signed: boolean;
      readonly names: ReadonlyMap<number, string>;
    }
  | { readonly kind: "reference"; readonly bytes: number; readonly to: "object" | "region" }
  | { readonly kind: "compound"; readonly bytes: number; readonly members: readonly Hdf5Member[] }
  | {
      readonly kind: "array";
      readonly bytes: number;
      readonly shape: readonly number[];
      readonly element: Hdf5Datatype;
    }
  | { readonly kind: "sequence"; readonly bytes: 8; readonly element: Hdf5Datatype }
  | { readonly kind: "opaque"; readonly bytes: number };

/** One field of a compound type; `offset` is in bytes. */
export interface Hdf5Member {
  readonly name: string;
  readonly offset: number;
  readonly type: Hdf5Datatype;
}

/** Compound, array and sequence types nested deeper than this are refused. */
const deepestNesting = 32;

/** Numbers of HDF5's type classes. */
const readers: Readonly<Record<number, (type: LibraryMetadata, depth: number) => Hdf5Datatype>> = {
  0: (type) => ({ kind: "integer", bytes: integerBytes(type.size), signed: type.signed }),
  1: (type) => {
    if (type.size !== 2 && type.size !== 4 && type.size !== 8) throw unsupported(`floats of ${type.size} bytes`);
    return { kind: "float", bytes: type.size };
  },
  3: (type) => ({ kind: "string", bytes: type.size, variable: type.vlen }),
  4: (type) => ({ kind: "opaque", bytes: type.size }),
  5: (type) => ({ kind: "opaque", bytes: type.size }),
  6: (type, depth) => {
    const members = (type.compound_type?.members ?? []).map((member) => {
      if (!member.littleEndian && member.size > 1 && member.type < 2) throw unsupported("big-endian fields of records");
      if (member.offset + member.size > type.size) throw unsupported(`a field "${member.name}" beyond its record`);
      return { name: member.name, offset: member.offset, type: read(member, depth + 1) };
    });
    return { kind: "compound", bytes: type.size, members };
  },
  7: (type) => ({ kind: "reference", bytes: type.size, to: type.ref_type ?? "object" }),
  8: (type) => {
    const names = new Map(Object.entries(type.enum_type?.members ?? {}).map(([name, value]) => [value, name]));
    return { kind: "enum", bytes: integerBytes(type.size), signed: type.signed, names };
  },
  9: (type, depth) => {
    if (!type.vlen_type) throw unsupported("a sequence of nothing");
    return { kind: "sequence", bytes: 8, element: read(type.vlen_type, depth + 1) };
  },
  10: (type, depth) => {
    if (!type.array_type) throw unsupported("an array of nothing");
    const element = read(type.array_type, depth + 1);
    const shape = type.array_type.shape ?? [];
    if (shape.reduce((product, n) => product * n, element.bytes) !== type.size)
      throw unsupported("an array of another size");
    return { kind: "array", bytes: type.size, shape, element };
  },
};

/** A type that this reader does not know; {@link hdf5Datatype} names the file. */
class UnsupportedDatatype extends Error {}

/** Translates the library's description of a type. @throws FormatError when this reader does not know it */
export function hdf5Datatype(
  metadata: LibraryMetadata,
  where: { readonly file: string; readonly path: string },
): Hdf5Datatype {
  try {
    return read(metadata, 0);
  } catch (error) {
    if (!(error instanceof UnsupportedDatatype)) throw error;
    const expected = "a datatype that this reader knows";
    throw new FormatError({ file: where.file, place: where.path, expected, found: error.message });
  }
}

/** True when elements hold pointers that the library allocated. */
export function holdsPointers(type: Hdf5Datatype): boolean {
  if (type.kind === "compound") return type.members.some((member) => holdsPointers(member.type));
  if (type.kind === "array") return holdsPointers(type.element);
  return type.kind === "sequence" || (type.kind === "string" && type.variable);
}

/** A short name: "float64", "uint16", "string", "compound". */
export function datatypeName(type: Hdf5Datatype): string {
  if (type.kind === "float") return `float${type.bytes * 8}`;
  if (type.kind === "integer") return `${type.signed ? "" : "u"}int${type.bytes * 8}`;
  return type.kind;
}

function read(metadata: LibraryMetadata, depth: number): Hdf5Datatype {
  if (depth > deepestNesting) throw unsupported("types nested without end");
  if (!(metadata.size > 0)) throw unsupported(`elements of ${metadata.size} bytes`);
  const reader = readers[metadata.type];
  if (!reader) throw unsupported(`type class ${metadata.type}`);
  return reader(metadata, depth);
}

function integerBytes(size: number): 1 | 2 | 4 | 8 {
  if (size !== 1 && size !== 2 && size !== 4 && size !== 8) throw unsupported(`integers of ${size} bytes`);
  return size;
}

function unsupported(what: string): UnsupportedDatatype {
  return new UnsupportedDatatype(what);
}
