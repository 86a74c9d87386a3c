import { NumericError } from "../../errors.js";
import { checkDouble } from "../../linalg/check-shapes.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { checkView } from "../../linalg/views.js";
import { finiteCopy } from "./finite-copy.js";
import { type LapackLibrary, runRoutine, workspace } from "./run-routine.js";
import { transposeValues } from "./transpose-values.js";

/** The singular value decomposition by `dgesdd` of Aᵀ, which is A as it lies in memory: U and V change places. */
export function lapackSvd(library: LapackLibrary): LinalgProvider["svd"] {
  return (a) => {
    checkView(a, "a");
    checkDouble(a, "a");
    const quantity = "singular values";
    const { values: work, rows: m, columns: n } = finiteCopy(a, quantity, library);
    const k = Math.min(m, n);
    const [u, values, v] = [matrix(m, k), new Float64Array(k), new Float64Array(n * k)];
    if (k === 0) return { u, values, v: matrix(n, k) };
    const integers = new BigInt64Array(8 * k);
    const run = (space: Float64Array, length: number): number =>
      runRoutine(library, "dgesdd", [...["S", n, m, work, n, values, v, n], ...[u.values, k, space, length, integers]]);
    const space = workspace(library, 4 * k * k + 7 * k + Math.max(m, n), (answer) => run(answer, -1));
    if (run(space, space.length) > 0) throw new NumericError({ quantity, reason: "the iteration does not converge" });
    return { u, values, v: matrix(n, k, transposeValues(v, k, n)) };
  };
}
