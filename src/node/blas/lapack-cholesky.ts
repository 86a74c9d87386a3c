import { NumericError } from "../../errors.js";
import { checkSquare } from "../../linalg/check-shapes.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { finiteLowerCopy } from "./finite-copy.js";
import { type LapackLibrary, runRoutine } from "./run-routine.js";

/** The Cholesky factor by `dpotrf`: what is the lower triangle row by row is the upper one column by column. */
export function lapackCholesky(library: LapackLibrary): LinalgProvider["cholesky"] {
  return (a) => {
    checkSquare(a, "a");
    return factorise(finiteLowerCopy(a, quantity, library), library);
  };
}

/** What an error says is computed. */
export const quantity = "Cholesky factor";

/** Factorises a lower triangle in place. */
export function factorise(l: Matrix, library: LapackLibrary): Matrix {
  const n = l.rows;
  if (n === 0) return l;
  const failed = runRoutine(library, "dpotrf", ["U", n, l.values, n]);
  if (failed === 0) return l;
  const reason = `the matrix is not positive definite: pivot ${failed - 1} is not above 0`;
  throw new NumericError({ quantity, reason, next: "add to its diagonal" });
}
