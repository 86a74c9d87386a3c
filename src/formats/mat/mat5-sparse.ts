import type { MatSparse } from "./mat-value.js";
import type { Mat5Matrix } from "./mat5-matrix.js";
import { sparseMatrix } from "./sparse-matrix.js";
import { toClass, toTruth } from "./to-class.js";

/** The content of a sparse matrix: rows of the entries, starts of the columns, values. @throws FormatError */
export function mat5Sparse(matrix: Mat5Matrix): MatSparse {
  const { cursor, header, budget, place } = matrix;
  const { isLogical, isComplex, shape } = header;
  const rowIndices = cursor.integers("rows of entries");
  const columnStarts = cursor.integers("starts of columns");
  budget.take(16 * (rowIndices.length + columnStarts.length), place);
  const numbers = (what: string): Float64Array => {
    const stored = cursor.numbers(what);
    budget.take(16 * stored.length, place);
    const values = toClass(stored, "double");
    if (!values) throw cursor.fail(`${what} of class double`, "some that it cannot hold");
    return values as Float64Array;
  };
  // MATLAB writes the truth values of sparse matrices as bytes, under the type of doubles.
  const truth = (): Uint8Array => toTruth(cursor.numbers("values of entries", rowIndices.length));
  const values = isLogical ? truth() : numbers("values of entries");
  const imaginary = isComplex && !isLogical ? numbers("imaginary parts") : undefined;
  const className = isLogical ? "logical" : "double";
  const sparse = sparseMatrix({ className, shape, rowIndices, columnStarts, values, imaginary });
  if (typeof sparse === "string") throw cursor.fail("a sparse matrix whose parts fit together", sparse);
  return sparse;
}
