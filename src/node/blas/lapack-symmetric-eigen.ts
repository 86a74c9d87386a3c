import { NumericError } from "../../errors.js";
import { checkSquare } from "../../linalg/check-shapes.js";
import { checkSymmetric } from "../../linalg/check-symmetric.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { makeLargestPositive } from "../../linalg/symmetric-eigen.js";
import { finiteCopy } from "./finite-copy.js";
import { type LapackLibrary, runRoutine, workspace } from "./run-routine.js";
import { transposeValues } from "./transpose-values.js";

/** Eigenvalues and eigenvectors by `dsyevd`, in the order and with the signs of the interface. */
export function lapackSymmetricEigen(library: LapackLibrary): LinalgProvider["symmetricEigen"] {
  return (a) => {
    checkSquare(a, "a");
    const quantity = "eigenvalues";
    const copied = finiteCopy(a, quantity, library);
    checkSymmetric(copied);
    const { values: rising, rows: n } = copied;
    if (n === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
    const values = new Float64Array(n);
    const integers = new BigInt64Array(3 + 5 * n);
    const run = (work: Float64Array, length: number): number => {
      const parts = [work, length, integers, length < 0 ? length : integers.length];
      return runRoutine(library, "dsyevd", ["V", "U", n, rising, n, values, ...parts]);
    };
    const work = workspace(library, 1 + 6 * n + 2 * n * n, (answer) => run(answer, -1));
    if (run(work, work.length) > 0) throw new NumericError({ quantity, reason: "the iteration does not converge" });
    // a vector after the other, of rising values
    const vectors = matrix(n, n, transposeValues(rising, n, n, { lastFirst: true }));
    makeLargestPositive(vectors);
    return { values: values.reverse(), vectors };
  };
}
