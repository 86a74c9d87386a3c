import type { RandomSource } from "../random/random-source.js";
import { groupRows } from "../tables/group-rows.js";

/** Settings of {@link labelShuffles}. */
export interface LabelShuffleOptions {
  readonly count: number;
  readonly random: RandomSource;
  /** Places that keep together, each place in one block, see `classBlocks`. Default: every place alone. */
  readonly blocks?: readonly (readonly number[])[] | undefined;
}

/**
 * Orders of n labels, each drawn alike from all (Fisher and Yates). Shuffling which node carries which name keeps both
 * matrices of a comparison whole and breaks only what links them (the Mantel test's null hypothesis); pairs of nodes,
 * which are not independent of each other, are never shuffled one by one. With `blocks`, those of equal size change
 * places, members in their order: what the members of a block share, such as left and right of a class, stays.
 * Source: Mantel 1967, Cancer Research 27, 209-220.
 *
 * @yields the same array each time, filled anew; copy what is kept.
 */
export function* labelShuffles(n: number, { count, random, blocks }: LabelShuffleOptions): Generator<Int32Array> {
  const alone = Array.from({ length: n }, (_, place) => [place]);
  const sizes = [...groupRows(blocks ?? alone, ({ length }) => String(length)).values()];
  const shuffled = sizes.map((own) => [...own]);
  const order = Int32Array.from({ length: n }, (_, index) => index);
  for (let drawn = 0; drawn < count; drawn++) {
    for (const [index, own] of shuffled.entries()) {
      for (let place = own.length - 1; place > 0; place--) {
        const other = random.integer(place + 1);
        [own[place], own[other]] = [own[other]!, own[place]!];
      }
      for (const [place, block] of own.entries()) {
        for (const [member, label] of block.entries()) order[sizes[index]![place]![member]!] = label;
      }
    }
    yield order;
  }
}

/**
 * Twice the smaller share of shuffled values that are at least as large, or at least as small, as the found one, which is
 * counted among them: p = 2 min(1 + #{s ≥ found}, 1 + #{s ≤ found}) / (1 + n), at most 1. It does not take the shuffled
 * values to lie around zero, which those that keep classes together, or degrees, do not. NaN where the statistic is not
 * defined; shuffles where it is not take no part.
 * Source: Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585
 */
export function shuffledP(found: number, shuffled: ArrayLike<number>): number {
  if (Number.isNaN(found)) return Number.NaN;
  // rounding must not make an equal value another one
  const close = Math.abs(found) * 1e-12;
  let [above, below, counted] = [1, 1, 1];
  for (let index = 0; index < shuffled.length; index++) {
    const value = shuffled[index]!;
    if (Number.isNaN(value)) continue;
    counted++;
    if (value >= found - close) above++;
    if (value <= found + close) below++;
  }
  return Math.min(1, (2 * Math.min(above, below)) / counted);
}
