import type { Mat5Cursor } from "./mat5-cursor.js";

/** What stands before the content of a matrix. */
export interface Mat5ArrayHeader {
  /** The class in MATLAB; "cell", "struct", "object", "opaque" and so on included. */
  readonly className: string;
  readonly isComplex: boolean;
  readonly isLogical: boolean;
  /** [] for opaque objects, which have none here. */
  readonly shape: readonly number[];
  /** Number of elements. */
  readonly count: number;
  /** "" for what stands inside of a variable. */
  readonly name: string;
}

const classNames: Readonly<Record<number, string>> = {
  1: "cell",
  2: "struct",
  3: "object",
  4: "char",
  5: "sparse",
  6: "double",
  7: "single",
  8: "int8",
  9: "uint8",
  10: "int16",
  11: "uint16",
  12: "int32",
  13: "uint32",
  14: "int64",
  15: "uint64",
  16: "function_handle",
  17: "opaque",
};
const complexFlag = 0x800;
const logicalFlag = 0x200;

/** Reads the header of a matrix; the cursor then stands before its content. @throws FormatError */
export function mat5ArrayHeader(cursor: Mat5Cursor): Mat5ArrayHeader {
  const [flags = 0] = cursor.integers("array flags");
  const className = classNames[flags & 0xff];
  if (className === undefined) throw cursor.fail("a class of MATLAB 5 to 7", `class ${flags & 0xff}`);
  const isOpaque = className === "opaque";
  const shape = isOpaque ? [] : cursor.integers("lengths of the axes");
  const count = shape.reduce((product, length) => product * length, 1);
  if (!isOpaque && !(shape.length >= 2 && shape.every((length) => length >= 0) && Number.isSafeInteger(count))) {
    throw cursor.fail("two or more lengths of axes", shape.slice(0, 8).join(" × ") || "none");
  }
  const name = cursor.text("the name of the array");
  return {
    className,
    isComplex: (flags & complexFlag) !== 0,
    isLogical: (flags & logicalFlag) !== 0,
    shape,
    count,
    name,
  };
}
