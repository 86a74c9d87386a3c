import type { RandomSource } from "../random/random-source.js";

/**
 * Orders of n labels, each drawn alike from all (Fisher and Yates). Shuffling which node carries which name keeps both
 * matrices of a comparison whole and breaks only what links them (the Mantel test's null hypothesis).
 * Source: Mantel 1967, Cancer Research 27, 209-220.
 *
 * @yields the same array each time, filled anew; copy what is kept.
 */
export function* labelShuffles(n: number, options: { readonly count: number; readonly random: RandomSource }) {
  const { count, random } = options;
  const order = Int32Array.from({ length: n }, (_, index) => index);
  for (let drawn = 0; drawn < count; drawn++) {
    for (let place = n - 1; place > 0; place--) {
      const other = random.integer(place + 1);
      const kept = order[place]!;
      order[place] = order[other]!;
      order[other] = kept;
    }
    yield order;
  }
}

/**
 * Share of shuffled values at least as far from zero as the found one, the found one counted among them:
 * p = (1 + #{|s| ≥ |found|}) / (1 + n). NaN where the statistic is not defined; shuffles where it is not take no part.
 * Source: Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585
 */
export function shuffledP(found: number, shuffled: ArrayLike<number>): number {
  if (Number.isNaN(found)) return Number.NaN;
  // rounding must not make an equal value a smaller one
  const least = Math.abs(found) * (1 - 1e-12);
  let [farther, counted] = [1, 1];
  for (let index = 0; index < shuffled.length; index++) {
    const value = shuffled[index]!;
    if (Number.isNaN(value)) continue;
    counted++;
    if (Math.abs(value) >= least) farther++;
  }
  return farther / counted;
}
