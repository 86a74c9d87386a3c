import { ArgumentError } from "../../errors.js";

/** How far from 1 a sum of weights may be: they may have been rounded to single precision. */
const tolerance = 1e-6;

/**
 * The candidates in double precision.
 *
 * @throws ArgumentError when there is none, or one has not a weight from 0 for every feature space, or does not sum to
 *   1.
 */
export function checkedCandidates(candidates: readonly ArrayLike<number>[], spaces: number): readonly Float64Array[] {
  const argument = "candidates";
  if (candidates.length === 0) throw new ArgumentError({ argument, expected: "at least one", found: "none" });
  return candidates.map((candidate, index) => {
    const weights = Float64Array.from(Array.from(candidate));
    const expected = `${spaces} weights from 0 that sum to 1`;
    const found = `${Array.from(weights).join(", ")} at place ${index}`;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const isMixture = weights.every((weight) => weight >= 0) && Math.abs(sum - 1) <= tolerance;
    if (weights.length !== spaces || !isMixture) throw new ArgumentError({ argument, expected, found });
    return weights;
  });
}
