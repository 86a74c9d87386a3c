import { ArgumentError } from "../errors.js";

/**
 * The places of the p values that are there, from the smallest on; of equals the first one first.
 *
 * @throws ArgumentError for a number that is no probability.
 */
export function checkProbabilities(pValues: ArrayLike<number>): readonly number[] {
  const places: number[] = [];
  for (let index = 0; index < pValues.length; index++) {
    const value = pValues[index]!;
    if (Number.isNaN(value)) continue;
    if (!(value >= 0 && value <= 1)) {
      throw new ArgumentError({
        argument: `pValues[${index}]`,
        expected: "a number from 0 to 1",
        found: String(value),
      });
    }
    places.push(index);
  }
  return places.sort((a, b) => pValues[a]! - pValues[b]! || a - b);
}
