import { bytesToFloat16Values } from "../float16.js";

/** A type of number: how many bytes it has, and what the pipeline of codecs is told instead of it. */
export interface ZarrType {
  readonly name: string;
  readonly bytes: number;
  /** Types that not every platform has an array for pass through the codecs as integers of their size. */
  readonly carrier: string;
  /** The same in format 2. */
  readonly carrierV2: string;
  /** Integers and bool. */
  readonly isWhole: boolean;
}

const type = (name: string, code: string, carrier = name, carrierCode = code): ZarrType => ({
  name,
  bytes: Number(code.slice(1)),
  carrier,
  carrierV2: carrierCode,
  isWhole: !code.startsWith("f"),
});

/** The types that are read as numbers, by their code in format 2. */
const typesByCode: Readonly<Record<string, ZarrType>> = {
  b1: type("bool", "b1", "uint8", "u1"),
  i1: type("int8", "i1"),
  u1: type("uint8", "u1"),
  i2: type("int16", "i2"),
  u2: type("uint16", "u2"),
  i4: type("int32", "i4"),
  u4: type("uint32", "u4"),
  i8: type("int64", "i8"),
  u8: type("uint64", "u8"),
  f2: type("float16", "f2", "uint16", "u2"),
  f4: type("float32", "f4"),
  f8: type("float64", "f8"),
};

/** The type of a format 2 code without its byte order ("i2"); undefined for what holds no numbers. */
export function typeOfCode(code: string): ZarrType | undefined {
  return Object.hasOwn(typesByCode, code) ? typesByCode[code] : undefined;
}

/** The type of a format 3 name ("int16"); undefined for what holds no numbers. */
export function typeNamed(name: unknown): ZarrType | undefined {
  return Object.values(typesByCode).find((one) => one.name === name);
}

/** What the codecs gave as numbers of the type; 64-bit integers stay as they are. */
export function carriedValues<T extends ArrayBufferView>(type: ZarrType, values: T): T | Float32Array {
  if (type.name !== "float16") return values;
  return bytesToFloat16Values(
    new Uint8Array(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).buffer,
  );
}
