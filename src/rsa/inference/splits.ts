import { ArgumentError } from "../../errors.js";
import type { RandomSource } from "../../random/random-source.js";
import type { Split } from "./fold.js";

/**
 * k folds of whole groups: fold i tests the ⌊n / k⌋ groups from i ⌊n / k⌋ on, and where i < n mod k also group n − 1 − i,
 * so that sizes differ by one at most. One fold is no cross-validation: it fits and tests everything.
 *
 * @param random - Shuffles the groups first. Default: they stay in their order.
 * @throws ArgumentError when k is not a whole number from 1 to the number of groups.
 */
export function kFoldSplits(groups: readonly number[], k: number, random?: RandomSource): readonly Split[] {
  checkWhole("k", k, 1, groups.length);
  if (k === 1) return [{ train: groups, test: groups }];
  const order = random ? shuffled(groups, random) : groups;
  const size = Math.floor(order.length / k);
  const extra = order.length % k;
  return Array.from({ length: k }, (_, fold) => {
    const places = new Set(Array.from({ length: size }, (_, place) => fold * size + place));
    if (fold < extra) places.add(order.length - 1 - fold);
    return splitBy(order, (place) => places.has(place));
  });
}

/**
 * Folds that test about `size` groups each: ⌊n / size⌋ folds.
 *
 * @throws ArgumentError when the size is not a whole number from 1 to half the number of groups.
 */
export function ofSizeSplits(groups: readonly number[], size: number, random?: RandomSource): readonly Split[] {
  checkWhole("size", size, 1, Math.floor(groups.length / 2));
  return kFoldSplits(groups, Math.floor(groups.length / size), random);
}

/** Each group tested once, alone. */
export function leaveOneOutSplits(groups: readonly number[]): readonly Split[] {
  return groups.map((_, left) => splitBy(groups, (place) => place === left));
}

/**
 * A random test set of `size` groups; of size 0 it is no cross-validation: everything is fitted and tested.
 *
 * @throws ArgumentError when the size is not a whole number from 0 to one less than the number of groups.
 */
export function randomSplit(groups: readonly number[], size: number, random: RandomSource): Split {
  checkWhole("size", size, 0, Math.max(0, groups.length - 1));
  if (size === 0) return { train: groups, test: groups };
  return splitBy(shuffled(groups, random), (place) => place < size);
}

function splitBy(groups: readonly number[], isTest: (place: number) => boolean): Split {
  return { train: groups.filter((_, place) => !isTest(place)), test: groups.filter((_, place) => isTest(place)) };
}

/** Fisher and Yates, from the end. */
export function shuffled(values: readonly number[], random: RandomSource): readonly number[] {
  const order = [...values];
  for (let place = order.length - 1; place > 0; place--) {
    const other = random.integer(place + 1);
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}

function checkWhole(argument: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ArgumentError({ argument, expected: `a whole number from ${least} to ${most}`, found: String(value) });
}
