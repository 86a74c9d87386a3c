import { checkDouble } from "../../linalg/check-shapes.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { checkView, transposed } from "../../linalg/views.js";
import { finiteCopy } from "./finite-copy.js";
import { type LapackLibrary, runRoutine, workspace } from "./run-routine.js";
import { transposeValues } from "./transpose-values.js";

/** A = Q · R by `dgeqrf` and `dorgqr`. */
export function lapackQr(library: LapackLibrary): LinalgProvider["qr"] {
  return (a) => {
    checkView(a, "a");
    checkDouble(a, "a");
    const [m, n] = [a.rows, a.columns];
    const k = Math.min(m, n);
    if (k === 0) return { q: matrix(m, 0), r: matrix(0, n) };
    // column by column: row by row of the transpose
    const { values: columns } = finiteCopy(transposed(a), "QR factors", library);
    const factors = new Float64Array(k);
    const run = (routine: "dgeqrf" | "dorgqr", shape: readonly number[]): void => {
      const words = [...shape, columns, m, factors];
      const work = workspace(library, n, (answer) => runRoutine(library, routine, [...words, answer, -1]));
      runRoutine(library, routine, [...words, work, work.length]);
    };
    run("dgeqrf", [m, n]);
    const r = matrix(k, n);
    const signs = Array.from({ length: k }, (_, row) => (columns[row * m + row]! < 0 ? -1 : 1));
    for (let j = 0; j < n; j++) {
      for (let i = 0; i <= Math.min(j, k - 1); i++) r.values[i * n + j] = signs[i]! * columns[j * m + i]!;
    }
    run("dorgqr", [m, k, k]);
    const q = columns.subarray(0, m * k);
    signs.forEach((sign, column) => {
      if (sign < 0) for (let i = column * m; i < (column + 1) * m; i++) q[i]! *= -1;
    });
    return { q: matrix(m, k, transposeValues(q, k, m)), r };
  };
}
