import { squareTarget } from "../../linalg/check-shapes.js";
import { mirrorLower } from "../../linalg/mirror-upper.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { finiteLowerCopy } from "./finite-copy.js";
import { factorise, quantity } from "./lapack-cholesky.js";
import { type LapackLibrary, runRoutine } from "./run-routine.js";

/** The inverse by `dpotrf` and `dpotri`, which works in the factor. */
export function lapackInvertPositive(library: LapackLibrary): LinalgProvider["invertPositive"] {
  return (a, { into } = {}) => {
    const inverse = factorise(finiteLowerCopy(a, quantity, library, squareTarget(a, into)), library);
    const n = inverse.rows;
    // a factor has no 0 on its diagonal: there is nothing that can fail
    if (n > 0) runRoutine(library, "dpotri", ["U", n, inverse.values, n]);
    return mirrorLower(inverse);
  };
}
