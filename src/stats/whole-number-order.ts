import type { RankOrder } from "./rank-order.js";

/** Bits of a number that one pass sorts by; three passes are enough for all numbers below 2³¹. */
const digitBits = 11;
const buckets = 2 ** digitBits;

/**
 * The rising order of whole numbers from 0 to below 2³¹ by their digits, in passes that keep the order of equal ones: for
 * sums of ranks, which a bootstrap sorts anew in every sample.
 *
 * @param keys - Whole numbers.
 * @param places - Which of them to sort; the order is in these terms.
 */
export function wholeNumberOrder(keys: Int32Array, places: Int32Array): RankOrder {
  let largest = 0;
  for (let i = 0; i < places.length; i++) largest = Math.max(largest, keys[places[i]!]!);
  let order = places;
  for (let shift = 0; shift < 31 && largest >> shift > 0; shift += digitBits) order = sortedByDigit(keys, order, shift);
  const runEnds = new Int32Array(order.length);
  let runs = 0;
  for (let end = 1; end <= order.length; end++) {
    if (end === order.length || keys[order[end]!] !== keys[order[end - 1]!]) runEnds[runs++] = end;
  }
  return { order, runEnds: runEnds.subarray(0, runs) };
}

function sortedByDigit(keys: Int32Array, order: Int32Array, shift: number): Int32Array {
  const starts = new Int32Array(buckets + 1);
  for (let i = 0; i < order.length; i++) starts[((keys[order[i]!]! >> shift) & (buckets - 1)) + 1]!++;
  for (let bucket = 1; bucket <= buckets; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const place = order[i]!;
    sorted[starts[(keys[place]! >> shift) & (buckets - 1)]!++] = place;
  }
  return sorted;
}
