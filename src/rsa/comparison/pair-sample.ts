import { ArgumentError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import { pairIndex } from "../pair-index.js";

/** The pairs of conditions that a comparison rests on, each with how often it stands in the sample. */
export interface PairSample {
  readonly nConditions: number;
  /** Times each condition stands in the sample. */
  readonly counts: Float64Array;
  /** One weight for every pair of the n conditions: c_k · c_l, and 0 for a pair that is not known. */
  readonly weights: Float64Array;
  /** The pairs of weight > 0, rising. */
  readonly pairs: Int32Array;
  /** The weights of `pairs`. */
  readonly pairWeights: Float64Array;
  /** Sum of the weights. */
  readonly total: number;
  /** Whether a pair of two conditions of the sample is not known. */
  readonly incomplete: boolean;
}

/**
 * The pairs of a sample of conditions with copies. Copies of one condition make no pair.
 *
 * @param counts - Times each condition stands in the sample, whole numbers from 0; all 1 where left out.
 * @param known - Whether a pair may be used; all where left out.
 * @throws ArgumentError for counts of another number, negative or broken ones.
 */
export function pairSample(
  nConditions: number,
  counts?: ArrayLike<number>,
  known?: (pair: number) => boolean,
): PairSample {
  const times = counts ? Float64Array.from(counts) : new Float64Array(nConditions).fill(1);
  checkCounts(times, nConditions);
  const present = Int32Array.from(times.keys()).filter((k) => times[k]! > 0);
  const weights = new Float64Array(pairCount(nConditions));
  const pairs = new Int32Array(pairCount(present.length));
  const pairWeights = new Float64Array(pairs.length);
  let [used, total, incomplete] = [0, 0, false];
  for (let i = 0; i < present.length; i++) {
    const k = present[i]!;
    const own = times[k]!;
    // pair (k, l) stands at row + l
    const row = pairIndex(k, k + 1, nConditions) - (k + 1);
    for (let j = i + 1; j < present.length; j++) {
      const l = present[j]!;
      const pair = row + l;
      if (known && !known(pair)) {
        incomplete = true;
        continue;
      }
      const weight = own * times[l]!;
      weights[pair] = weight;
      pairWeights[used] = weight;
      pairs[used++] = pair;
      total += weight;
    }
  }
  return {
    ...{ nConditions, counts: times, weights, total, incomplete },
    pairs: pairs.subarray(0, used),
    pairWeights: pairWeights.subarray(0, used),
  };
}

function checkCounts(counts: Float64Array, nConditions: number): void {
  if (counts.length !== nConditions) {
    const expected = `one number for each of the ${nConditions} conditions`;
    throw new ArgumentError({ argument: "counts", expected, found: String(counts.length) });
  }
  for (const count of counts) {
    if (Number.isInteger(count) && count >= 0) continue;
    throw new ArgumentError({ argument: "counts", expected: "whole numbers from 0", found: String(count) });
  }
}
