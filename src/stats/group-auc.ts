import type { RankOrder } from "./rank-order.js";

/**
 * Area under the ROC curve between two groups of values: the chance that a value of the first is larger than one of the
 * second, ties counting half; U / (n₁ n₂) of Mann and Whitney 1947 (https://doi.org/10.1214/aoms/1177730491).
 *
 * The function that is given back takes a shift, by which the groups are turned in a circle against the values: value i
 * then belongs to the group of place (i + shift) mod T. It gives 0 to 1; NaN where a group has no value.
 *
 * @param ranks - The T values in their order, see `rankOrder`.
 * @param groups - Per value 1 for the first group, 2 for the second, 0 for neither.
 */
export function groupAuc({ order, runEnds }: RankOrder, groups: Uint8Array): (shift: number) => number {
  const twice = [...groups, ...groups];
  // two arrays of 0 and 1, twice over, so that the walk below has neither branches nor a modulus
  const [inFirst, inSecond] = [1, 2].map((group) => Uint8Array.from(twice, (one) => Number(one === group)));
  return (shift) => {
    // whole numbers, so that all sums are exact
    let wins = 0;
    let ties = 0;
    let first = 0;
    let second = 0;
    let place = 0;
    for (const end of runEnds) {
      // most runs are single values
      if (end - place === 1) {
        const index = order[place++]! + shift;
        wins += inFirst![index]! * second;
        second += inSecond![index]!;
        first += inFirst![index]!;
        continue;
      }
      let firstTied = 0;
      let secondTied = 0;
      for (; place < end; place++) {
        const index = order[place]! + shift;
        firstTied += inFirst![index]!;
        secondTied += inSecond![index]!;
      }
      wins += firstTied * second;
      ties += firstTied * secondTied;
      first += firstTied;
      second += secondTied;
    }
    return first > 0 && second > 0 ? (2 * wins + ties) / (2 * first * second) : Number.NaN;
  };
}
