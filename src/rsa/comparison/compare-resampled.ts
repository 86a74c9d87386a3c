import type { Matrix } from "../../linalg/provider.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { CompareOptions } from "./compare-options.js";
import { prepareComparison } from "./prepare-comparison.js";

/**
 * {@link compare} over a sample of the conditions with replacement: what comes out for stacks in which condition k stands
 * counts[k] times and pairs of copies are left out, without making these stacks.
 *
 * For many samples of the same RDMs use {@link prepareComparison}.
 *
 * @param counts - Times each of the n conditions stands in the sample, whole numbers from 0.
 * @returns nX × nY similarities. NaN where the sample has no pair.
 * @throws ArgumentError for broken counts, and as {@link compare}.
 */
export function compareResampled(
  x: RdmVectors,
  y: RdmVectors,
  counts: ArrayLike<number>,
  options: CompareOptions,
): Matrix {
  return prepareComparison(x, y, options).compare(counts);
}
