/** Variances of one contrast over the three kinds of samples of a dual bootstrap. */
export interface KindVariances {
  readonly both: number;
  readonly rdms: number;
  readonly conditions: number;
}

/** Numbers of groups that were drawn from; null: not known. */
export interface GroupNumbers {
  readonly rdms: number | null;
  readonly conditions: number | null;
}

/**
 * The variance of a contrast for new RDMs and new conditions, from the three kinds of a dual bootstrap:
 * n_r/(n_r−1) V_r + n_p/(n_p−1) V_p − n_p n_r/((n_p−1)(n_r−1)) (V_b − V_r − V_p), not below the larger of the first two terms,
 * and not above V_b. Without both numbers: 2 (V_r + V_p) − V_b, between the larger of V_r and V_p, and V_b.
 *
 * Source: Schütt, Kipnis, Diedrichsen and Kriegeskorte 2023, https://doi.org/10.7554/eLife.82566.
 *
 * @returns NaN where a factor has one group.
 */
export function dualVariance({ both, rdms, conditions }: KindVariances, numbers: GroupNumbers): number {
  const isKnown = numbers.rdms !== null && numbers.conditions !== null;
  const factor = (count: number | null) => (isKnown && count !== null ? count / (count - 1) : 1);
  const [ofRdms, ofConditions] = [factor(numbers.rdms), factor(numbers.conditions)];
  if (!Number.isFinite(ofRdms * ofConditions)) return Number.NaN;
  const [first, second] = [ofRdms * rdms, ofConditions * conditions];
  const variance = first + second - ofRdms * ofConditions * (both - rdms - conditions);
  return Math.min(Math.max(variance, first, second), both);
}
