import type { Matrix } from "../../../linalg/provider.js";
import type { UnknownReason } from "../rdm.js";

/**
 * Finds the rows that cannot be used and sets them to 0, so that nothing of them gets into sums over rows.
 *
 * @param patterns - One row per condition; written to.
 * @param refusalOf - Why a row cannot be used, or null.
 * @param before - Refusals so far, which stay.
 */
export function refuseRows(
  { rows, columns, values }: Matrix,
  refusalOf: (pattern: Float64Array) => UnknownReason | null,
  before: readonly (UnknownReason | null)[] = [],
): (UnknownReason | null)[] {
  return Array.from({ length: rows }, (_, row) => {
    const pattern = values.subarray(row * columns, (row + 1) * columns);
    const refusal = before[row] ?? refusalOf(pattern);
    if (refusal) pattern.fill(0);
    return refusal;
  });
}

/** Why a pattern with NaN or an infinite value cannot be used. */
export function notFiniteRefusal(pattern: Float64Array): UnknownReason | null {
  for (let k = 0; k < pattern.length; k++) {
    const value = pattern[k]!;
    // x − x is NaN for NaN and for infinities, and costs no call
    if (value - value !== 0) return pattern.some(Number.isNaN) ? "missing-channel" : "not-finite";
  }
  return null;
}
