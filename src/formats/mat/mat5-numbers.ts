import type { MatNumbers } from "./mat-value.js";
import type { Mat5Matrix } from "./mat5-matrix.js";
import { toClass, toTruth } from "./to-class.js";

/** The content of a numeric or logical matrix. @throws FormatError */
export function mat5Numbers(matrix: Mat5Matrix): MatNumbers {
  const { isComplex, isLogical, className, shape } = matrix.header;
  const values = part(matrix, "numbers");
  if (isLogical) return { kind: "logical", className: "logical", shape, values };
  const numbers: MatNumbers = { kind: "numeric", className, shape, values };
  return isComplex ? { ...numbers, imaginary: part(matrix, "imaginary parts") } : numbers;
}

function part(matrix: Mat5Matrix, what: string): MatNumbers["values"] {
  const { cursor, header, budget, place } = matrix;
  // Some writers leave out the data of an empty array.
  const isAbsent = header.count === 0 && cursor.remaining === 0;
  const stored = isAbsent ? new Float64Array(0) : cursor.numbers(what);
  if (stored.length !== header.count) throw cursor.fail(`${header.count} ${what}`, `${stored.length}`);
  if (header.isLogical) return toTruth(stored);
  budget.take(stored.length * 8, place);
  const values = toClass(stored, header.className);
  if (!values) throw cursor.fail(`${what} of class ${header.className}`, "some that it cannot hold");
  return values;
}
