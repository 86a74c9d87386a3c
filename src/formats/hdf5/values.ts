import { FormatError } from "../../errors.js";
import { hostIsLittleEndian } from "../host-byte-order.js";

/** A pointer to another object of the same file; give it to `Hdf5File.dereference`. */
export interface Hdf5Reference {
  readonly kind: "object" | "region";
  /** Null for the reference that points nowhere. */
  readonly bytes: Uint8Array | null;
}

/** One record of a compound type, by field name. */
export type Hdf5Record = ReadonlyMap<string, Hdf5Element>;

/** One element: a number, a string, a reference, a record, or a list of elements (array and sequence types). */
export type Hdf5Element = number | bigint | string | Hdf5Reference | Hdf5Record | Hdf5List | Uint8Array;

/** The elements of a dataset, in C order. 64-bit integers are bigints; {@link toNumbers} makes safe numbers of them. */
export type Hdf5List =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | readonly string[]
  | readonly Hdf5Reference[]
  | readonly Hdf5Record[]
  | readonly Hdf5List[]
  | readonly Uint8Array[];

/**
 * The values as float64.
 *
 * @param where names file and dataset in the error
 * @throws FormatError when they are no numbers, or a 64-bit integer is beyond ±(2^53 − 1)
 */
export function toNumbers(
  values: Hdf5List,
  where: { readonly file: string; readonly path: string },
): Float64Array<ArrayBuffer> {
  if (values instanceof Float64Array) return values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const numbers = new Float64Array(values.length);
    // by halves, since a bigint for each would take ten times as long
    const first = hostIsLittleEndian ? 0 : 1;
    const low = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    const Halves = values instanceof BigInt64Array ? Int32Array : Uint32Array;
    const high = new Halves(values.buffer, values.byteOffset, 2 * values.length);
    for (let i = 0; i < values.length; i++) {
      const number = high[2 * i + 1 - first]! * 2 ** 32 + low[2 * i + first]!;
      if (!Number.isSafeInteger(number)) throw mismatch(where, "integers within ±(2^53 − 1)", String(values[i]));
      numbers[i] = number;
    }
    return numbers;
  }
  if (!ArrayBuffer.isView(values))
    throw mismatch(where, "numbers", values.length === 0 ? "no elements" : typeof values[0]);
  return Float64Array.from(values);
}

/** The values as strings. @throws FormatError when they are none */
export function toStrings(
  values: Hdf5List,
  where: { readonly file: string; readonly path: string },
): readonly string[] {
  const strings: string[] = [];
  for (const value of values) {
    if (typeof value !== "string")
      throw mismatch(where, "strings", ArrayBuffer.isView(values) ? "numbers" : typeof value);
    strings.push(value);
  }
  return strings;
}

function mismatch(
  where: { readonly file: string; readonly path: string },
  expected: string,
  found: string,
): FormatError {
  return new FormatError({ file: where.file, place: where.path, expected, found });
}
