import { pairCount } from "../pair-count.js";

/** The two conditions of every pair, in the order of an RDM's vector. */
export interface PairPlaces {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** The conditions of the pairs (0, 1), (0, 2), … (n − 2, n − 1). */
export function pairPlaces(nConditions: number): PairPlaces {
  const [first, second] = [new Int32Array(pairCount(nConditions)), new Int32Array(pairCount(nConditions))];
  let pair = 0;
  for (let i = 0; i < nConditions; i++) {
    for (let j = i + 1; j < nConditions; j++, pair++) {
      first[pair] = i;
      second[pair] = j;
    }
  }
  return { first, second };
}
