import type { RandomSource } from "../../random/random-source.js";

/** How often each of n things stands in a sample of n drawn with replacement. */
export function drawCounts(random: RandomSource, n: number): Float64Array {
  const counts = new Float64Array(n);
  for (let draw = 0; draw < n; draw++) counts[random.integer(n)]!++;
  return counts;
}

/**
 * How often each pair of conditions stands in a sample that holds condition k `conditions[k]` times: c_k c_l. Pairs of copies
 * of one condition are left out.
 */
export function pairCounts(conditions: Float64Array): Float64Array {
  const n = conditions.length;
  const counts = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) counts[pair++] = conditions[i]! * conditions[j]!;
  }
  return counts;
}
