/**
 * Divides what a set of spaces (groups of predictors) explains together into the part of each of its subsets: what exactly
 * these spaces share, for a single space what it alone explains. By inclusion and exclusion (commonality analysis, Mood
 * 1971, https://doi.org/10.3102/00028312008002191): with N the spaces outside of the subset T,
 * part(T) = Σ over S ⊆ T of (−1)^(|S| + 1) · R²(N ∪ S), R² of no space being 0. The parts of all subsets sum to R² of
 * all spaces; a shared part is negative where spaces explain more together than apart.
 *
 * Subsets are whole numbers whose bit g says whether space g belongs to them.
 *
 * @param scores - R² of every subset by its number; that of the empty subset, 0, is not read.
 * @returns Parts in the same order; 0 for the empty subset.
 */
export function sharedParts(scores: ArrayLike<number>): Float64Array {
  const all = scores.length - 1;
  return Float64Array.from({ length: scores.length }, (_, subset) => {
    let sum = 0;
    // every S ⊆ T, from T down to none
    for (let inner = subset; subset > 0; inner = (inner - 1) & subset) {
      const explained = inner | (all & ~subset);
      const sign = bits(inner) % 2 === 1 ? 1 : -1;
      if (explained > 0) sum += sign * scores[explained]!;
      if (inner === 0) break;
    }
    return sum;
  });
}

/** How many spaces a subset has. */
export function bits(subset: number): number {
  let count = 0;
  for (let rest = subset; rest > 0; rest &= rest - 1) count++;
  return count;
}
