/** Settings of {@link chooseAlpha}. */
export interface ChooseAlphaOptions {
  /** Takes the largest penalty whose mean score is above the best one less its standard deviation over folds. */
  readonly conservative: boolean;
}

/** What ties are decided by, as a share of the best score: of penalties that score alike the larger one wins. */
const tieBreak = 1e-10;

/**
 * The best penalty of one target or group of targets: the one with the largest mean score over folds, of equals the
 * larger penalty: each score gets 1e-10 · |best score| · ln α, a share, so that the choice does not depend on the
 * units of the targets, whose squared errors may all lie below 1e-10. The conservative choice is the largest α whose
 * mean score is above best − s, s the standard deviation over folds (ddof 0) of the score at the best α.
 *
 * @param foldScores - One list per fold of a score per penalty.
 * @param alphas - The penalties, ≥ 0.
 * @returns The index of the penalty.
 */
export function chooseAlpha(
  foldScores: readonly ArrayLike<number>[],
  alphas: Float64Array,
  { conservative }: ChooseAlphaOptions,
): number {
  const means = alphas.map(
    (_, index) => foldScores.reduce((sum, scores) => sum + scores[index]!, 0) / foldScores.length,
  );
  const highest = means
    .filter((mean) => !Number.isNaN(mean))
    .reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const unit = Number.isFinite(highest) ? tieBreak * Math.abs(highest) : 0;
  // a penalty of 0 has the logarithm −∞: it loses every tie, but not against a worse score
  const ranked = means.map((mean, index) => mean + unit * (alphas[index] === 0 ? -1e3 : Math.log(alphas[index]!)));
  let best = 0;
  for (let index = 1; index < ranked.length; index++) {
    const isAlike = ranked[index] === ranked[best] && alphas[index]! > alphas[best]!;
    // a score that is no number never wins
    if (ranked[index]! > ranked[best]! || isAlike || Number.isNaN(ranked[best]!)) best = index;
  }
  if (!conservative) return best;
  const mean = means[best]!;
  const spread = Math.sqrt(
    foldScores.reduce((sum, scores) => sum + (scores[best]! - mean) ** 2, 0) / foldScores.length,
  );
  let chosen = best;
  for (const [index, value] of means.entries()) {
    if (value > mean - spread && alphas[index]! > alphas[chosen]!) chosen = index;
  }
  return chosen;
}
