import { type ByteSource, readExactly } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { type PythonValue, parsePythonDict } from "./python-literal.js";

/** What the header of an NPY file says. */
export interface NpyHeader {
  /** The type string of NumPy: byte order, kind, bytes (for `U`: characters), as in `<f8`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly dataStart: number;
}

/** Headers are a few dozen bytes long; NumPy itself refuses more than 10,000 unless told otherwise. */
const maxHeaderBytes = 1 << 16;

/** As many as NumPy allows. */
const maxDimensions = 64;

/**
 * Reads the header of an NPY file of format version 1, 2 or 3 (NumPy NEP 1). The dictionary is parsed, never evaluated.
 *
 * @throws FormatError for a wrong magic, an unknown version, a broken dictionary, structured types, absurd shapes
 */
export async function readNpyHeader(source: ByteSource, signal?: AbortSignal): Promise<NpyHeader> {
  const fail = (place: string, expected: string, found: string, next?: string): FormatError =>
    new FormatError({ file: source.name, place, expected, found, ...(next ? { next } : {}) });
  const start = await readExactly(source, 0, 10, "NPY magic and header length", signal);
  if (String.fromCharCode(...start.subarray(0, 6)) !== "\x93NUMPY") {
    const found = [...start.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    throw fail("bytes 0 to 6", "the NPY magic 93 4e 55 4d 50 59", found);
  }
  const version = start[6]!;
  if (version < 1 || version > 3 || start[7] !== 0) {
    throw fail("NPY version", "1.0, 2.0 or 3.0", `${version}.${start[7]}`);
  }
  const lengthBytes = version === 1 ? start.subarray(8) : await readExactly(source, 8, 12, "NPY header length", signal);
  const length = lengthBytes.reduceRight((total, byte) => total * 256 + byte, 0);
  if (length > maxHeaderBytes) throw fail("NPY header length", `at most ${maxHeaderBytes} bytes`, String(length));
  const headerStart = 8 + lengthBytes.length;
  const dataStart = headerStart + length;
  const bytes = await readExactly(source, headerStart, dataStart, "NPY header", signal);
  const text = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(bytes);
  const fields = parsePythonDict(text);
  if (fields instanceof Error) throw fail("NPY header", "a Python dictionary", fields.message);
  const keys = Object.keys(fields).sort().join(", ");
  if (keys !== "descr, fortran_order, shape") throw fail("NPY header", "the keys descr, fortran_order, shape", keys);
  const { descr, fortran_order: fortranOrder, shape } = fields;
  if (typeof descr !== "string") {
    const next = "save the fields of a structured array as arrays of their own";
    throw fail("descr in the NPY header", "one plain type", "a structured one", next);
  }
  if (typeof fortranOrder !== "boolean") {
    throw fail("fortran_order in the NPY header", "True or False", JSON.stringify(fortranOrder));
  }
  if (!isShape(shape)) {
    throw fail(
      "shape in the NPY header",
      `at most ${maxDimensions} lengths from 0`,
      JSON.stringify(shape).slice(0, 80),
    );
  }
  return { descr, fortranOrder, shape, dataStart };
}

function isShape(value: PythonValue | undefined): value is readonly number[] {
  if (!Array.isArray(value) || value.length > maxDimensions) return false;
  return value.every((length) => typeof length === "number" && Number.isSafeInteger(length) && length >= 0);
}
