import { blockedProduct } from "./blocked-product.js";
import { productTarget } from "./check-shapes.js";
import type { Floats, Matrix, MatrixView, ProductOptions } from "./provider.js";

/**
 * C = A · B, m × k times k × n, in the precision of the factors; sums are in double precision, from the first term to
 * the last, and rounded once.
 *
 * @throws ArgumentError when shapes or precisions do not fit, a view leaves its array, or `into` is memory of a factor.
 */
export function multiply<V extends Floats>(
  a: MatrixView<V>,
  b: MatrixView<V>,
  options: ProductOptions<V> = {},
): Matrix<V> {
  const target = productTarget(a, b, options);
  blockedProduct(a, b, target, { add: options.add });
  return target;
}
