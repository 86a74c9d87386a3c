import type { MatCell, MatValue } from "./mat-value.js";
import { mat5ArrayHeader } from "./mat5-array-header.js";
import { type Mat5Bytes, Mat5Cursor } from "./mat5-cursor.js";
import type { Mat5Matrix } from "./mat5-matrix.js";
import { mat5Numbers } from "./mat5-numbers.js";
import { mat5FunctionHandle, mat5Opaque } from "./mat5-opaque.js";
import { mat5Sparse } from "./mat5-sparse.js";
import { matrixType } from "./mat5-storage.js";
import { mat5Struct } from "./mat5-struct.js";
import { mat5Text } from "./mat5-text.js";
import { deepestNesting, valueBytes } from "./memory-budget.js";

/** What stands where, and how much of it is wanted. */
export interface Mat5Place {
  readonly place: string;
  readonly fields?: readonly string[] | undefined;
}

/** Reads the one element of `from`, a matrix with all that it holds. @throws FormatError */
export function mat5Value(from: Mat5Bytes, where: Mat5Place): MatValue {
  const cursor = new Mat5Cursor(from, { start: 0, end: from.bytes.length }, where.place);
  return child(from, cursor, where, 0);
}

function child(from: Mat5Bytes, parent: Mat5Cursor, { place, fields }: Mat5Place, depth: number): MatValue {
  const { type, start, end } = parent.element();
  if (type !== matrixType) throw parent.fail("an array", `an element of type ${type}`);
  if (depth > deepestNesting) throw parent.fail(`at most ${deepestNesting} arrays inside of each other`, "more");
  const { budget, bigEndian } = from;
  budget.take(valueBytes, place);
  // MATLAB writes an array without anything for one of 0 × 0 numbers.
  if (start === end) return { kind: "numeric", className: "double", shape: [0, 0], values: new Float64Array(0) };
  const cursor = new Mat5Cursor(from, { start, end }, place);
  const header = mat5ArrayHeader(cursor);
  const read = contents[header.className] ?? mat5Numbers;
  const inner = (innerPlace: string): MatValue => child(from, cursor, { place: innerPlace }, depth + 1);
  return read({ cursor, header, place, bigEndian, budget, fields, child: inner });
}

/** What the classes hold; all others are numeric. */
const contents: Readonly<Record<string, (matrix: Mat5Matrix) => MatValue>> = {
  cell: mat5Cell,
  struct: mat5Struct,
  object: mat5Struct,
  char: mat5Text,
  sparse: mat5Sparse,
  function_handle: mat5FunctionHandle,
  opaque: mat5Opaque,
};

function mat5Cell({ cursor, header, place, child: inner }: Mat5Matrix): MatCell {
  const { shape, count } = header;
  const most = Math.floor(cursor.remaining / 8);
  if (count > most) throw cursor.fail(`at most ${most} items in ${cursor.remaining} bytes`, `${count}`);
  const items = Array.from({ length: count }, (_, index) => inner(`${place}{${index + 1}}`));
  return { kind: "cell", shape, items };
}
