import { matrix } from "../../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../../linalg/provider.js";
import { transposed } from "../../../linalg/views.js";
import type { Design } from "../../patterns/design-of.js";
import type { CheckedOptions } from "../checked-options.js";
import { collectPairs, type Dissimilarities } from "../dissimilarities.js";
import { balancedMethods } from "./balanced-methods.js";
import type { PatternFactors } from "./pattern-factors.js";

/** Dissimilarities of mean patterns: d_ij = (k_ii + k_jj − k_ij − k_ji) · scale with k = Σ left · rightᵀ. */
export function balancedDissimilarities(values: Matrix, design: Design, settings: CheckedOptions): Dissimilarities {
  const { parts, scale, signed, refusals } = balancedMethods[settings.method](values, design, settings);
  const n = design.conditions.length;
  const products = sumOfProducts(parts, n, settings.linalg).values;
  return collectPairs(n, (i, j) => {
    const refusal = refusals[i] ?? refusals[j];
    if (refusal) return refusal;
    const distance = products[i * n + i]! + products[j * n + j]! - products[i * n + j]! - products[j * n + i]!;
    // a sum of squares is below 0 by rounding alone
    return (signed ? distance : Math.max(0, distance)) * scale;
  });
}

function sumOfProducts(
  parts: PatternFactors["parts"],
  n: number,
  linalg: Pick<LinalgPrimitives, "gram" | "multiply">,
): Matrix {
  const total = matrix(n, n);
  for (const { left, right, factor = 1 } of parts) {
    if (left === right) addTimes(total.values, linalg.gram(transposed(left)).values, factor);
    else if (factor === 1) linalg.multiply(left, transposed(right), { into: total, add: true });
    else addTimes(total.values, linalg.multiply(left, transposed(right)).values, factor);
  }
  return total;
}

function addTimes(sum: Float64Array, values: Float64Array, factor: number): void {
  for (let k = 0; k < sum.length; k++) sum[k]! += factor * values[k]!;
}
