import type {
  MatCell,
  MatNumbers,
  MatOpaque,
  MatSparse,
  MatStruct,
  MatText,
  MatValue,
} from "../../src/formats/mat/mat-value.js";

/** What the writers of MAT files take: the values that the reader gives, and plain numbers, texts and truth values. */
export type MatInput = MatValue | number | string | boolean;

const arrays = {
  double: Float64Array,
  single: Float32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
} as const;
const bigArrays = { int64: BigInt64Array, uint64: BigUint64Array } as const;

export type NumericClass = keyof typeof arrays | keyof typeof bigArrays;

/** A numeric array; `values` are column-major. Give 64-bit integers beyond 2^53 as bigints. */
export function numeric(
  shape: readonly number[],
  values: ArrayLike<number | bigint>,
  className: NumericClass = "double",
  imaginary?: ArrayLike<number | bigint>,
): MatNumbers {
  const typed = (list: ArrayLike<number | bigint>): MatNumbers["values"] => {
    if (className !== "int64" && className !== "uint64") return arrays[className].from(Array.from(list, Number));
    const isSafe = Array.from(list).every((value) => Number.isSafeInteger(Number(value)));
    return isSafe ? Float64Array.from(Array.from(list, Number)) : bigArrays[className].from(Array.from(list, BigInt));
  };
  return {
    kind: "numeric",
    className,
    shape,
    values: typed(values),
    ...(imaginary ? { imaginary: typed(imaginary) } : {}),
  };
}

/** A double matrix from its rows. */
export function matrix(rows: readonly (readonly number[])[]): MatNumbers {
  const columns = rows[0]?.length ?? 0;
  const values = Array.from({ length: columns }, (_, j) => rows.map((row) => row[j]!)).flat();
  return numeric([rows.length, columns], values);
}

/** A column of doubles, n x 1. */
export function column(values: ArrayLike<number>): MatNumbers {
  return numeric([values.length, 1], values);
}

/** A row of doubles, 1 x n. */
export function row(values: ArrayLike<number>): MatNumbers {
  return numeric([1, values.length], values);
}

export function logical(shape: readonly number[], values: readonly (boolean | number)[]): MatNumbers {
  return { kind: "logical", className: "logical", shape, values: Uint8Array.from(values, Number) };
}

/** A character array: one text, or rows of one length. */
export function char(text: string | readonly string[]): MatText {
  const rows = typeof text === "string" ? (text === "" ? [] : [text]) : text;
  return { kind: "char", shape: [rows.length, rows[0]?.length ?? 0], rows };
}

/** A cell array, by default one row. */
export function cell(items: readonly MatInput[], shape: readonly number[] = [1, items.length]): MatCell {
  return { kind: "cell", shape, items: items.map(toMatValue) };
}

/** A plain structure. */
export function struct(fields: Readonly<Record<string, MatInput>>): MatStruct {
  return structArray([1, 1], [fields]);
}

/** A structure array; all elements have the fields of the first, or those named. */
export function structArray(
  shape: readonly number[],
  elements: readonly Readonly<Record<string, MatInput>>[],
  fields: readonly string[] = Object.keys(elements[0] ?? {}),
): MatStruct {
  const valued = elements.map((element) =>
    Object.fromEntries(fields.map((field) => [field, toMatValue(element[field]!)])),
  );
  return { kind: "struct", shape, fields, elements: valued };
}

/** A sparse matrix from its entries (row, column, value), 0-based. */
export function sparse(
  rows: number,
  columns: number,
  entries: readonly (readonly [number, number, number, number?])[],
  className: "double" | "logical" = "double",
): MatSparse {
  const sorted = [...entries].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const columnStarts = Int32Array.from({ length: columns + 1 }, (_, j) => sorted.filter((e) => e[1] < j).length);
  const values = sorted.map((entry) => entry[2]);
  const isComplex = sorted.some((entry) => entry[3] !== undefined);
  return {
    kind: "sparse",
    className,
    shape: [rows, columns],
    rowIndices: Int32Array.from(sorted, (entry) => entry[0]),
    columnStarts,
    values: className === "logical" ? Uint8Array.from(values) : Float64Array.from(values),
    ...(isComplex ? { imaginary: Float64Array.from(sorted, (entry) => entry[3] ?? 0) } : {}),
  };
}

/** The UTF-16 code units of a character array in column-major order. */
export function charUnits({ rows, shape }: MatText): readonly number[] {
  const [height, width] = shape as [number, number];
  return rows.flatMap((_, line) => {
    // as many code units as a line has, taken across the lines of one plane
    const plane = Math.floor(line / height) * height;
    return Array.from({ length: width }, (__, j) => {
      const index = (line - plane) * width + j;
      return rows[plane + (index % height)]!.charCodeAt(Math.floor(index / height));
    });
  });
}

/** An object that only MATLAB understands, such as a table. */
export function opaque(className: string, shape: readonly number[] = [1, 1]): MatOpaque {
  return { kind: "opaque", className, shape };
}

export function toMatValue(input: MatInput): MatValue {
  if (typeof input === "number") return numeric([1, 1], [input]);
  if (typeof input === "string") return char(input);
  if (typeof input === "boolean") return logical([1, 1], [input]);
  return input;
}
