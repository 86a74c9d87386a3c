import type { UnknownPair, UnknownReason } from "./rdm.js";

/** Dissimilarities of all pairs, and why some are not known. */
export interface Dissimilarities {
  /** Strict upper triangle, row-major; NaN where unknown. */
  readonly distances: Float64Array;
  readonly unknown: readonly UnknownPair[];
}

/**
 * Calls for every pair of n conditions in the order of RDM vectors, and collects what is not known.
 *
 * @param distance - The dissimilarity of a pair, or why there is none.
 */
export function collectPairs(
  nConditions: number,
  distance: (first: number, second: number) => number | UnknownReason,
): Dissimilarities {
  const distances = new Float64Array((nConditions * (nConditions - 1)) / 2);
  const unknown: UnknownPair[] = [];
  for (let first = 0, pair = 0; first < nConditions; first++) {
    for (let second = first + 1; second < nConditions; second++, pair++) {
      const found = distance(first, second);
      if (typeof found === "number") {
        distances[pair] = found;
        continue;
      }
      distances[pair] = Number.NaN;
      unknown.push({ first, second, reason: found });
    }
  }
  return { distances, unknown };
}
