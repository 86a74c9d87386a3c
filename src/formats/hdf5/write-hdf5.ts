import { ArgumentError, NumericError } from "../../errors.js";
import { hdf5Library } from "./library.js";

/** An array to write. Numbers are stored as float64, 64-bit integers and texts of a fixed length. */
export interface Hdf5Array {
  readonly shape: readonly number[];
  readonly values: Float64Array | BigInt64Array | readonly string[];
}

/** A group to write: texts as attributes, arrays as datasets, groups inside it. */
export interface Hdf5Content {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly arrays?: Readonly<Record<string, Hdf5Array>>;
  readonly groups?: Readonly<Record<string, Hdf5Content>>;
}

/** Memory of the library itself; the arrays come on top. */
const libraryBytes = 128 * 1024 * 1024;

let written = 0;

/**
 * The bytes of an HDF5 file. Texts are ASCII, which all readers agree on.
 *
 * @throws ArgumentError for a text that is not ASCII, a name with a slash, and values that do not fill their shape;
 *   NumericError where the library runs out of memory
 */
export async function writeHdf5(content: Hdf5Content): Promise<Uint8Array> {
  const bytes = checkedBytes(content, "/");
  const library = await hdf5Library();
  const { File } = await import("h5wasm");
  const path = `/written-${written++}.h5`;
  const task = (): Uint8Array => {
    const file = new File(path, "w");
    library.opened();
    try {
      fill(file, content);
      file.flush();
    } finally {
      file.close();
      library.closed();
    }
    const { FS } = library.module as unknown as { readonly FS: WrittenFiles };
    const made = FS.readFile(path).slice();
    FS.unlink(path);
    return made;
  };
  const outcome = library.guard(task, libraryBytes + 8 * bytes);
  if (outcome.kind === "value") return outcome.value;
  const reason = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
  throw new NumericError({ quantity: "HDF5 file", reason: `it could not be written: ${reason}`, cause: outcome.error });
}

interface WrittenFiles {
  readFile(path: string): Uint8Array;
  unlink(path: string): void;
}

/** The part of h5wasm's groups that is used here. */
interface Target {
  create_attribute(name: string, data: string): void;
  create_group(name: string): Target | null;
  create_dataset(args: { name: string; data: unknown; shape: number[]; dtype: string }): unknown;
}

function fill(target: unknown, { attributes = {}, arrays = {}, groups = {} }: Hdf5Content): void {
  const into = target as Target;
  for (const [name, text] of Object.entries(attributes)) into.create_attribute(name, text);
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    const dtype = dtypeOf(values);
    const data = ArrayBuffer.isView(values) ? values : [...values];
    into.create_dataset({ name, data, shape: [...shape], dtype });
  }
  for (const [name, inner] of Object.entries(groups)) fill(into.create_group(name), inner);
}

function dtypeOf(values: Hdf5Array["values"]): string {
  if (values instanceof Float64Array) return "<d";
  if (values instanceof BigInt64Array) return "<q";
  return `A${1 + values.reduce((most, text) => Math.max(most, text.length), 0)}`;
}

/** Bytes of all arrays together. */
function checkedBytes({ attributes = {}, arrays = {}, groups = {} }: Hdf5Content, place: string): number {
  const check = (name: string, texts: readonly string[]): void => {
    if (name === "" || name.includes("/")) {
      throw new ArgumentError({ argument: `name in ${place}`, expected: "a name without /", found: name });
    }
    const foreign = texts.find((text) => !isAscii(text));
    if (foreign === undefined) return;
    throw new ArgumentError({ argument: `${place}${name}`, expected: "text in ASCII", found: JSON.stringify(foreign) });
  };
  let bytes = 0;
  for (const [name, text] of Object.entries(attributes)) check(name, [name, text]);
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    const isText = !ArrayBuffer.isView(values);
    check(name, isText ? [name, ...values] : [name]);
    const count = shape.reduce((product, length) => product * length, 1);
    if (count !== values.length || count === 0) {
      const expected = `${count} values, at least one`;
      throw new ArgumentError({ argument: `${place}${name}`, expected, found: String(values.length) });
    }
    bytes += count * (isText ? Number(dtypeOf(values).slice(1)) : 8);
  }
  for (const [name, inner] of Object.entries(groups)) {
    check(name, [name]);
    bytes += checkedBytes(inner, `${place}${name}/`);
  }
  return bytes;
}

/** Without NUL, which ends a text. */
function isAscii(text: string): boolean {
  return Array.from(text).every((character) => character.charCodeAt(0) > 0 && character.charCodeAt(0) < 128);
}
