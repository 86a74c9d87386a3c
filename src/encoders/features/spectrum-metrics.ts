import { spectrumShares } from "./spectrum-shares.js";

/** How a spectrum of D variances spreads over its axes. */
export interface SpectrumMetrics {
  /** −Σ p ln p, in nats: 0 for one axis, ln D where all are equal. */
  readonly spectralEntropy: number;
  /** (Σ λ)² / Σ λ², how many axes matter: 1 to D. Biased when samples are few, see `correctedParticipationRatio`. */
  readonly participationRatio: number;
  /** (2 / D) Σₖ (share of the first k axes − k / D), from 0 where all axes are equal to nearly 1. */
  readonly earlyEnrichment: number;
  /** Share of the first axis. */
  readonly topShare: number;
}

/**
 * Describes eigenvalues λ of a covariance, p their shares. On the participation ratio: Gao et al. 2017,
 * https://doi.org/10.1101/214262; on the others "NerVE", arXiv 2603.06922, section on metrics.
 *
 * @param eigenvalues - D variances ≥ 0 in any order; see `covarianceSpectrum`.
 * @throws ArgumentError when one is negative or not finite, or all are 0.
 */
export function spectrumMetrics(eigenvalues: ArrayLike<number>): SpectrumMetrics {
  const shares = spectrumShares(eigenvalues);
  const axes = shares.length;
  let [entropy, squares, sum, excess] = [0, 0, 0, 0];
  for (const [index, share] of shares.entries()) {
    if (share > 0) entropy -= share * Math.log(share);
    squares += share * share;
    sum += share;
    excess += sum - (index + 1) / axes;
  }
  return {
    spectralEntropy: entropy,
    participationRatio: 1 / squares,
    earlyEnrichment: Math.min(1, Math.max(0, (2 / axes) * excess)),
    topShare: shares[0]!,
  };
}
