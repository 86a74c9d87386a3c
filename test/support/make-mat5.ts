import { deflateSync } from "node:zlib";
import type { MatNumbers, MatSparse, MatStruct, MatText, MatValue } from "../../src/formats/mat/mat-value.js";
import { charUnits, type MatInput, toMatValue } from "./mat-input.js";

export interface Mat5Options {
  /** Each variable is deflated, as MATLAB does since version 7. */
  readonly compressed?: boolean;
  readonly bigEndian?: boolean;
  /** Whole numbers of class double are stored in the narrowest integer type, as MATLAB does. */
  readonly narrow?: boolean;
  readonly text?: "utf8" | "utf16" | "utf32" | "uint16";
  /** Data of up to four bytes share the eight bytes of their tag. Default true, as MATLAB does. */
  readonly smallElements?: boolean;
}

/** Storage types of the file format and the bytes of an element. */
const storage = {
  int8: [1, 1],
  uint8: [2, 1],
  int16: [3, 2],
  uint16: [4, 2],
  int32: [5, 4],
  uint32: [6, 4],
  single: [7, 4],
  double: [9, 8],
  int64: [12, 8],
  uint64: [13, 8],
  matrix: [14, 1],
  compressed: [15, 1],
  utf8: [16, 1],
  utf16: [17, 2],
  utf32: [18, 4],
} as const;
type Storage = keyof typeof storage;

const classes: Readonly<Record<string, number>> = {
  cell: 1,
  struct: 2,
  object: 3,
  char: 4,
  sparse: 5,
  double: 6,
  single: 7,
  int8: 8,
  uint8: 9,
  int16: 10,
  uint16: 11,
  int32: 12,
  uint32: 13,
  int64: 14,
  uint64: 15,
  function_handle: 16,
  opaque: 17,
};
const complexFlag = 0x800;
const logicalFlag = 0x200;

/**
 * The bytes of a MAT file of version 5 ("MAT-File Format", The MathWorks), for the values of `mat-input.ts`:
 * `makeMat5({ traces: matrix([[1, 2], [3, 4]]), names: cell(["AVAL", "AVAR"]), fps: 2.8 })`.
 */
export function makeMat5(variables: Readonly<Record<string, MatInput>>, options: Mat5Options = {}): Uint8Array {
  const writer = elementWriter(options);
  const parts: Buffer[] = [header(options.bigEndian ?? false)];
  for (const [name, input] of Object.entries(variables)) {
    const element = writer.matrix(name, toMatValue(input));
    if (options.compressed) {
      const deflated = deflateSync(element);
      parts.push(writer.tag("compressed", deflated.length), deflated);
    } else parts.push(element);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function header(bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(128, " ");
  bytes.write("MATLAB 5.0 MAT-file, written for a test", "latin1");
  bytes.fill(0, 116, 124);
  if (bigEndian) bytes.set([1, 0, 0x4d, 0x49], 124);
  else bytes.set([0, 1, 0x49, 0x4d], 124);
  return bytes;
}

function elementWriter(options: Mat5Options) {
  const { bigEndian = false, narrow = false, text = "uint16", smallElements = true } = options;

  function packed(type: Storage, values: ArrayLike<number | bigint>): Buffer {
    const size = storage[type][1];
    const bytes = Buffer.alloc(values.length * size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < values.length; i++) setters[type]?.(view, i * size, values[i]!, !bigEndian);
    return bytes;
  }

  function tag(type: Storage, length: number): Buffer {
    return packed("uint32", [storage[type][0], length]);
  }

  function element(type: Storage, values: ArrayLike<number | bigint>): Buffer {
    const data = packed(type, values);
    if (smallElements && data.length > 0 && data.length <= 4) {
      const first = packed("uint32", [(data.length << 16) | storage[type][0]]);
      return Buffer.concat([first, data, Buffer.alloc(4 - data.length)]);
    }
    return Buffer.concat([tag(type, data.length), data, Buffer.alloc(-data.length & 7)]);
  }

  function ascii(value: string): Buffer {
    return element("int8", Buffer.from(value, "latin1"));
  }

  function numbers(values: MatNumbers["values"], className: string): Buffer {
    const type = className === "double" && narrow ? narrowest(values as Float64Array) : (className as Storage);
    return element(className === "logical" ? "uint8" : type, values);
  }

  function matrix(name: string, value: MatValue): Buffer {
    const { flags, body } = bodies[value.kind](value as never);
    const isObject = value.kind === "opaque" && value.className !== "function_handle";
    const nonZeros = value.kind === "sparse" ? value.values.length : 0;
    const content = Buffer.concat([
      element("uint32", [flags, nonZeros]),
      ...(isObject ? [] : [element("int32", value.shape)]),
      ascii(name),
      ...body,
    ]);
    return Buffer.concat([tag("matrix", content.length), content]);
  }

  const numericBody = (value: MatNumbers) => ({
    flags:
      (value.imaginary ? complexFlag : 0) |
      (value.kind === "logical" ? logicalFlag | classes.uint8! : classes[value.className]!),
    body: [value.values, ...(value.imaginary ? [value.imaginary] : [])].map((part) => numbers(part, value.className)),
  });

  const bodies = {
    numeric: numericBody,
    logical: numericBody,
    char: (value: MatText) => ({ flags: classes.char!, body: [charElement(value)] }),
    cell: (value: { items: readonly MatValue[] }) => ({
      flags: classes.cell!,
      body: value.items.map((item) => matrix("", item)),
    }),
    struct: (value: MatStruct) => ({
      flags: value.className === undefined ? classes.struct! : classes.object!,
      body: [
        ...(value.className === undefined ? [] : [ascii(value.className)]),
        ...fieldNames(value.fields),
        ...value.elements.flatMap((one) => value.fields.map((field) => matrix("", one[field]!))),
      ],
    }),
    sparse: (value: MatSparse) => ({
      flags: classes.sparse! | (value.className === "logical" ? logicalFlag : 0) | (value.imaginary ? complexFlag : 0),
      body: [
        element("int32", value.rowIndices),
        element("int32", value.columnStarts),
        numbers(value.values, value.className),
        ...(value.imaginary ? [numbers(value.imaginary, "double")] : []),
      ],
    }),
    opaque: (value: { className: string; shape: readonly number[] }) =>
      value.className === "function_handle"
        ? { flags: classes.function_handle!, body: [matrix("", { kind: "char", shape: [1, 2], rows: ["@f"] })] }
        : { flags: classes.opaque!, body: [ascii("MCOS"), ascii(value.className), matrix("", handle(value.shape))] },
  };

  function fieldNames(fields: readonly string[]): Buffer[] {
    const length = Math.max(1, ...fields.map((field) => Buffer.byteLength(field) + 1));
    const names = Buffer.alloc(length * fields.length);
    for (const [i, field] of fields.entries()) names.write(field, i * length, "utf8");
    return [element("int32", [length]), element("int8", names)];
  }

  function charElement(value: MatText): Buffer {
    const columnMajor = charUnits(value);
    const joined = String.fromCharCode(...columnMajor);
    if (text === "utf8") return element("utf8", Buffer.from(joined, "utf8"));
    if (text === "utf32") {
      return element(
        "utf32",
        Array.from(joined, (letter) => letter.codePointAt(0)!),
      );
    }
    return element(text, columnMajor);
  }

  return { matrix, tag };
}

/** What MATLAB writes of an object of its newer classes: a mark, the shape, and numbers of object and class. */
function handle(shape: readonly number[]): MatNumbers {
  const values = Uint32Array.from([0xdd000000, shape.length, ...shape, 1, 1]);
  return { kind: "numeric", className: "uint32", shape: [values.length, 1], values };
}

function narrowest(values: Float64Array): Storage {
  const limits = { uint8: [0, 255], int16: [-32768, 32767], uint16: [0, 65535], int32: [-(2 ** 31), 2 ** 31 - 1] };
  const fits = ([low, high]: readonly number[]): boolean =>
    values.every((value) => Number.isInteger(value) && !Object.is(value, -0) && value >= low! && value <= high!);
  return (Object.entries(limits).find(([, limit]) => fits(limit))?.[0] as Storage | undefined) ?? "double";
}

type Setter = (view: DataView, at: number, value: number | bigint, isLittleEndian: boolean) => void;

const setters: Partial<Record<Storage, Setter>> = {
  int8: (view, at, value) => view.setInt8(at, Number(value)),
  uint8: (view, at, value) => view.setUint8(at, Number(value)),
  utf8: (view, at, value) => view.setUint8(at, Number(value)),
  int16: (view, at, value, little) => view.setInt16(at, Number(value), little),
  uint16: (view, at, value, little) => view.setUint16(at, Number(value), little),
  utf16: (view, at, value, little) => view.setUint16(at, Number(value), little),
  int32: (view, at, value, little) => view.setInt32(at, Number(value), little),
  uint32: (view, at, value, little) => view.setUint32(at, Number(value), little),
  utf32: (view, at, value, little) => view.setUint32(at, Number(value), little),
  single: (view, at, value, little) => view.setFloat32(at, Number(value), little),
  double: (view, at, value, little) => view.setFloat64(at, Number(value), little),
  int64: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  uint64: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
};
