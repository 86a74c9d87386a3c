import { spectrumShares } from "./spectrum-shares.js";

/**
 * Jensen–Shannon divergence of two spectra, in nats: ½ KL(p ‖ m) + ½ KL(q ‖ m), m = (p + q) / 2, p and q their shares in
 * falling order; the shorter one counts as followed by zeros (Lin 1991, https://doi.org/10.1109/18.61115).
 *
 * @returns 0 for spectra of the same shape, at most ln 2.
 * @throws ArgumentError when a value is negative or not finite, or all of a spectrum are 0.
 */
export function spectrumDivergence(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const [p, q] = [spectrumShares(first), spectrumShares(second)];
  let sum = 0;
  for (let index = 0; index < Math.max(p.length, q.length); index++) {
    const [a, b] = [p[index] ?? 0, q[index] ?? 0];
    for (const share of [a, b]) if (share > 0) sum += (share / 2) * Math.log((2 * share) / (a + b));
  }
  return Math.max(0, sum);
}
