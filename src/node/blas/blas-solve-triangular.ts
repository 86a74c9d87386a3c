import { checkTriangular } from "../../linalg/check-shapes.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import type { BlasLibrary } from "./blas-library.js";
import { cblas } from "./cblas-choices.js";
import { operand } from "./operand.js";

/** X of L · X = B or Lᵀ · X = B by `cblas_dtrsm`; L is not copied where one of its strides is 1. */
export function blasSolveTriangular(library: BlasLibrary): LinalgPrimitives["solveTriangular"] {
  return (l, b, { transposed = false } = {}) => {
    checkTriangular(l, b);
    const [n, columns] = [b.rows, b.columns];
    if (n === 0 || columns === 0) return matrix(n, columns);
    const x = copyOf(b);
    const stored = operand(l, library);
    library.cblas.cblas_dtrsm(
      ...[cblas.rowMajor, cblas.left, stored.transposed ? cblas.upper : cblas.lower],
      ...[stored.transposed === transposed ? cblas.asItIs : cblas.transposed, cblas.nonUnit, n, columns],
      ...[1, stored.values, stored.leading, x.values, columns],
    );
    return x;
  };
}
