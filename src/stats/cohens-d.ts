import type { MaskedMoments } from "./masked-moments.js";

/**
 * Difference of two means in units of the spread inside the groups: d = (m₁ − m₂) / s,
 * s² = ((n₁ − 1) s₁² + (n₂ − 1) s₂²) / (n₁ + n₂ − 2).
 * Source: Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.5.
 *
 * @returns d without a unit; NaN where a group has fewer than two values or no value varies.
 */
export function cohensD(first: MaskedMoments, second: MaskedMoments): number {
  const squares = (group: MaskedMoments) => (group.n - 1) * group.standardDeviation ** 2;
  const pooled = Math.sqrt((squares(first) + squares(second)) / (first.n + second.n - 2));
  return pooled > 0 ? (first.mean - second.mean) / pooled : Number.NaN;
}
