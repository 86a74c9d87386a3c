import { bidiagonalSingular } from "./bidiagonal-singular.js";
import { bidiagonalize } from "./bidiagonalize.js";
import { checkDouble } from "./check-shapes.js";
import { matrix } from "./matrix.js";
import { powerOfTwoScaled } from "./power-of-two-scaled.js";
import type { LinalgPrimitives, Matrix, MatrixView, SingularValues } from "./provider.js";
import { qr } from "./qr.js";
import { applyReflections, type Reflections } from "./reflections.js";
import { checkView, transposed } from "./views.js";

/**
 * A = U · diag(values) · Vᵀ: QR where A is not square, bidiagonalisation in blocks, division of the bidiagonal matrix,
 * and reflection of its vectors back (Golub and Van Loan, Matrix Computations, 4th ed., sections 5.4.8 and 8.6).
 *
 * @param a - m × n.
 * @returns k = min(m, n) values, falling, exact to rounding of the largest; U, m × k, and V, n × k, with orthonormal columns.
 * @throws NumericError when A holds what is not finite; ArgumentError when the view leaves its array.
 */
export function singularValues(
  a: MatrixView<Float64Array>,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "gram"> },
): SingularValues {
  checkView(a, "a");
  checkDouble(a, "a");
  if (a.rows < a.columns) {
    const { u, values, v } = singularValues(transposed(a), { linalg });
    return { u: v, values, v: u };
  }
  const { scaled, scale } = powerOfTwoScaled(a, "singular values");
  const { q, r } = a.rows > a.columns ? qr(scaled, { linalg }) : { q: undefined, r: scaled };
  const { diagonal, above, left, right } = bidiagonalize(r, { linalg });
  const singular = bidiagonalSingular(diagonal, above, { linalg });
  const inner = reflectedBack(singular.left, left, linalg);
  return {
    u: q ? linalg.multiply(q, inner) : inner,
    values: singular.values.reverse().map((value) => value * scale),
    v: reflectedBack(singular.right, right, linalg),
  };
}

/** The rows as columns from the last to the first, taken through the reflections. */
function reflectedBack(
  rows: Matrix,
  reflections: readonly Reflections[],
  linalg: Pick<LinalgPrimitives, "multiply">,
): Matrix {
  const n = rows.rows;
  const columns = matrix(n, n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) columns.values[i * n + k] = rows.values[(n - 1 - k) * n + i]!;
  }
  for (const part of reflections.toReversed()) applyReflections(columns, part, { linalg });
  return columns;
}
