import { ArgumentError } from "../../../errors.js";
import { pairIndex } from "../../pair-index.js";

/**
 * The lengths of the edges of a minimum spanning tree of all conditions, rising: the distances at which single-linkage
 * clusters merge, and at which the connected components of a growing Rips complex end (its barcode in dimension 0, all bars
 * of which begin at 0). Prim's search, O(n²).
 *
 * @param distances - n (n − 1) / 2, all of them known; Infinity for conditions that are never joined.
 * @returns n − 1 lengths.
 * @throws ArgumentError for an unknown distance.
 */
export function spanningTreeLengths(distances: Float64Array, n: number): Float64Array {
  if (distances.includes(Number.NaN)) {
    throw new ArgumentError({ argument: "distances", expected: "distances of all pairs", found: "NaN" });
  }
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const isJoined = new Uint8Array(n);
  const lengths = new Float64Array(Math.max(0, n - 1));
  let last = 0;
  for (let joined = 1; joined < n; joined++) {
    isJoined[last] = 1;
    let next = -1;
    for (let i = 0; i < n; i++) {
      if (isJoined[i]) continue;
      nearest[i] = Math.min(nearest[i]!, distances[pairIndex(last, i, n)]!);
      if (next < 0 || nearest[i]! < nearest[next]!) next = i;
    }
    lengths[joined - 1] = nearest[next]!;
    last = next;
  }
  return lengths.sort();
}
