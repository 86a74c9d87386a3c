import { normalSurvival } from "./normal-survival.js";
import { ranks } from "./ranks.js";

/** Which differences speak against chance. */
export type Alternative = "two-sided" | "greater" | "less";

/** Settings of {@link signedRank}. */
export interface SignedRankOptions {
  /** Default: two-sided. */
  readonly alternative?: Alternative;
}

/** A signed-rank test. */
export interface SignedRank {
  /** W⁺, the sum of the ranks of the positive differences. */
  readonly statistic: number;
  /** NaN where no difference is left. */
  readonly p: number;
  /** Differences that are there and not 0. */
  readonly n: number;
  readonly method: "exact" | "normal";
}

/** Up to so many differences the distribution is counted out, without and with equal ones or zeros; SciPy's rule. */
const [mostExact, mostExactTied] = [50, 13];

/**
 * Wilcoxon's signed-rank test of differences around 0. Differences of 0 are left out; equal sizes share the mean of their
 * ranks.
 *
 * - exact: W⁺ over all 2ⁿ signs of the ranks at hand, for up to 50 differences, or 13 where sizes are equal or zeros
 *   were there; two-sided p is twice the smaller side, at most 1.
 * - normal otherwise: z = (W⁺ − n(n + 1)/4) / √(n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48) with t sizes in each tie, without a
 *   correction for continuity.
 *
 * These are the rules of `scipy.stats.wilcoxon` (method auto, zero method wilcox). Source: Wilcoxon 1945,
 * https://doi.org/10.2307/3001968.
 *
 * @param differences - NaN stands for a missing one.
 */
export function signedRank(differences: ArrayLike<number>, options: SignedRankOptions = {}): SignedRank {
  const { alternative = "two-sided" } = options;
  const present = Float64Array.from(differences).filter((value) => !Number.isNaN(value));
  const signed = present.filter((value) => value !== 0);
  const n = signed.length;
  const sizes = ranks(signed.map(Math.abs));
  const statistic = sizes.reduce((sum, rank, index) => (signed[index]! > 0 ? sum + rank : sum), 0);
  if (n === 0) return { statistic, p: Number.NaN, n, method: "exact" };
  const special = n < present.length || new Set(sizes).size < n;
  const exact = present.length <= (special ? mostExactTied : mostExact);
  const [above, below] = exact ? exactSides(sizes, statistic) : normalSides(sizes, statistic);
  const p = { greater: above, less: below, "two-sided": Math.min(1, 2 * Math.min(above, below)) }[alternative];
  return { statistic, p, n, method: exact ? "exact" : "normal" };
}

/** The shares of all signs whose W⁺ is at least, and at most, the one found. */
function exactSides(sizes: Float64Array, statistic: number): readonly [number, number] {
  // midranks are halves: their doubles are whole
  const doubled = sizes.map((rank) => Math.round(2 * rank));
  let ways = Float64Array.of(1);
  for (const size of doubled) {
    const next = new Float64Array(ways.length + size);
    for (const [sum, count] of ways.entries()) {
      next[sum]! += count / 2;
      next[sum + size]! += count / 2;
    }
    ways = next;
  }
  const place = Math.round(2 * statistic);
  const sum = (part: Float64Array) => part.reduce((total, share) => total + share, 0);
  return [sum(ways.subarray(place)), sum(ways.subarray(0, place + 1))];
}

function normalSides(sizes: Float64Array, statistic: number): readonly [number, number] {
  const n = sizes.length;
  const counts = new Map<number, number>();
  for (const rank of sizes) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  let ties = 0;
  for (const count of counts.values()) ties += count ** 3 - count;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  const z = (statistic - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return [normalSurvival(z), normalSurvival(-z)];
}
