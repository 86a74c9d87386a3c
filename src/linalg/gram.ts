import { blockedProduct } from "./blocked-product.js";
import { matrix } from "./matrix.js";
import { mirrorUpper } from "./mirror-upper.js";
import type { Matrix, MatrixView } from "./provider.js";
import { checkView, transposed } from "./views.js";

/**
 * G = Aᵀ · A in float64, n × n for A of m × n in either precision. The upper triangle is computed, the lower one is its
 * mirror image, so that G is exactly symmetric.
 *
 * @throws ArgumentError when the view leaves its array.
 */
export function gram(a: MatrixView): Matrix {
  checkView(a, "a");
  const result = matrix(a.columns, a.columns);
  blockedProduct(transposed(a), a, result, { upper: true });
  return mirrorUpper(result);
}
