import { mean } from "./mean.js";
import { variance } from "./variance.js";

/** Correlations of several recordings put together. */
export interface CombinedCorrelation {
  /** tanh of the mean z; NaN where no correlation is there. */
  readonly r: number;
  /** Spread of z between recordings, divisor n − 1; NaN for fewer than two. */
  readonly zStandardDeviation: number;
  readonly n: number;
}

/** Largest |r| that is transformed: beyond it z would grow without end for a correlation that is 1 but for rounding. */
const mostR = 1 - 1e-12;

/** z = artanh(r), in which the spread of a correlation does not depend on its size. Source: Fisher 1915, Biometrika 10, 507-521. */
export function fisherZ(r: number): number {
  return Math.atanh(Math.max(-mostR, Math.min(mostR, r)));
}

/**
 * Mean of correlations by Fisher's z, each counting alike: tanh(mean of artanh r), and the spread of z.
 *
 * @param correlations - From −1 to 1; NaN stands for a missing one.
 */
export function combineCorrelations(correlations: ArrayLike<number>): CombinedCorrelation {
  const z = Float64Array.from(correlations, fisherZ);
  const present = z.filter((value) => !Number.isNaN(value));
  return { r: Math.tanh(mean(present)), zStandardDeviation: Math.sqrt(variance(present)), n: present.length };
}
