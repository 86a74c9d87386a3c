import { ArgumentError } from "../errors.js";
import { gammaHalfRatio } from "./gamma-half-ratio.js";
import { incompleteBetaFraction } from "./incomplete-beta-fraction.js";
import { normalSurvival } from "./normal-survival.js";

/** From here on 1 − x is too small for the fraction to keep its digits, and the deviate is exact to rounding. */
const largeDof = 1e5;

/** Settings of {@link studentTSurvival}. */
export interface StudentTOptions {
  /** Degrees of freedom ν > 0; ∞ is the normal distribution. */
  readonly dof: number;
}

/**
 * The chance that Student's t with ν degrees of freedom is above t: sf(t) = ½ Iₓ(ν/2, ½), x = ν / (ν + t²) for t ≥ 0,
 * from the continued fraction of the incomplete beta function and the logarithm of its factor. It is found by itself and
 * not as 1 − CDF, so that it is right to about 1e-12 of itself however small it is, down to 1e-300.
 *
 * @returns From 0 to 1; NaN for NaN. One-sided p of a t test; two-sided p is 2 sf(|t|).
 * @throws ArgumentError when the degrees of freedom are not above 0.
 */
export function studentTSurvival(t: number, { dof }: StudentTOptions): number {
  if (!(dof > 0)) throw new ArgumentError({ argument: "dof", expected: "a number above 0", found: String(dof) });
  if (Number.isNaN(t)) return Number.NaN;
  if (t < 0) return 1 - studentTSurvival(-t, { dof });
  if (t === Number.POSITIVE_INFINITY) return 0;
  if (dof >= largeDof) return normalSurvival(normalDeviate(t, dof));
  const [a, ratio] = [dof / 2, t / Math.sqrt(dof)];
  // 1 + r² and r² are one number for large r, whose square may be beyond all numbers
  const log = ratio > 1e8 ? 2 * Math.log(ratio) : Math.log1p(ratio * ratio);
  const x = 1 / (1 + ratio * ratio);
  const rest = ratio / Math.sqrt(1 + ratio * ratio);
  const factor = (Math.exp(-a * log) * gammaHalfRatio(a)) / Math.sqrt(Math.PI);
  if (x < (a + 1) / (a + 2.5)) {
    return (factor / (2 * a)) * (ratio > 1e8 ? 1 : rest) * incompleteBetaFraction(x, a, 0.5);
  }
  return 0.5 - factor * rest * incompleteBetaFraction(rest * rest, 0.5, a);
}

/** The normal deviate that is as rare as t ≥ 0. Source: Hill 1970, Algorithm 395, Communications of the ACM 13, 617-619. */
function normalDeviate(t: number, dof: number): number {
  if (dof === Number.POSITIVE_INFINITY) return t;
  const a = dof - 0.5;
  const b = 48 * a * a;
  const y = a * Math.log1p((t / dof) * t);
  const correction = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b);
  return ((correction + y + 3) / b + 1) * Math.sqrt(y);
}
