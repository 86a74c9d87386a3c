import { checkSameLength } from "../../stats/check-same-length.js";

/** What chance gives, for scores of many targets. */
export interface PermutationResult {
  /** Share of draws that score at least as well, the found score counted among them. */
  readonly pValues: Float64Array;
  /** The same against the best score of any target in a draw: holds for all targets together (max-T). */
  readonly familyWise: Float64Array;
  /** The mean score of the draws. */
  readonly expected: Float64Array;
  readonly draws: number;
}

/**
 * Compares scores with those of a null model: p = (1 + #{s ≥ found}) / (1 + draws), larger scores being better; and
 * family-wise p against the largest score over targets of each draw (Westfall and Young's max-T). A score that is NaN
 * takes no part and has the p value NaN; one that is NaN in a draw counts as no worse than the found one. The draws
 * are taken one at a time, none is kept.
 * Sources: Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585; Nichols and Holmes 2002,
 * https://doi.org/10.1002/hbm.1058
 *
 * @param found - One score per target.
 * @param draws - Scores of the same targets under the null model, draw by draw; see `shuffledBlocks`, `shiftedRows`,
 *   `phaseRandomised`.
 * @throws ArgumentError when a draw has another number of targets.
 */
export function permutationTest(found: Float64Array, draws: Iterable<Float64Array>): PermutationResult {
  const above = new Float64Array(found.length).fill(1);
  const aboveMost = new Float64Array(found.length).fill(1);
  const expected = new Float64Array(found.length);
  let count = 0;
  for (const drawn of draws) {
    checkSameLength("a draw", drawn, "found", found);
    count++;
    let most = Number.NEGATIVE_INFINITY;
    for (const [target, value] of drawn.entries()) if (!Number.isNaN(found[target]!) && value > most) most = value;
    for (const [target, value] of drawn.entries()) {
      // rounding must not make an equal score another one
      const least = found[target]! - Math.abs(found[target]!) * 1e-12;
      expected[target]! += value;
      if (!(value < least)) above[target]!++;
      if (most >= least) aboveMost[target]!++;
    }
  }
  const share = (counts: Float64Array) =>
    counts.map((value, target) => (Number.isNaN(found[target]!) ? Number.NaN : value / (1 + count)));
  return {
    pValues: share(above),
    familyWise: share(aboveMost),
    expected: expected.map((sum) => (count > 0 ? sum / count : Number.NaN)),
    draws: count,
  };
}
