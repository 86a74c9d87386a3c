import { NumericError } from "../errors.js";

/** More than any argument needs of which the fraction converges at all well; it grows with √max(a, b). */
const mostSteps = 100_000;
const least = 1e-300;

/**
 * The continued fraction F of the regularised incomplete beta function,
 * Iₓ(a, b) = xᵃ (1 − x)ᵇ / (a B(a, b)) · F, by the method of Lentz; fast for x < (a + 1) / (a + b + 2).
 * Source: NIST Handbook of Mathematical Functions, https://dlmf.nist.gov/8.17.E22.
 *
 * @throws NumericError when it does not converge.
 */
export function incompleteBetaFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = denominator;
  for (let m = 1; m <= mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    denominator = 1 / away(1 + even * denominator);
    numerator = away(1 + even / numerator);
    fraction *= numerator * denominator;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / away(1 + odd * denominator);
    numerator = away(1 + odd / numerator);
    const change = numerator * denominator;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) return fraction;
  }
  const reason = `the fraction of x = ${x}, a = ${a}, b = ${b} did not converge`;
  throw new NumericError({ quantity: "incomplete beta function", reason });
}

function away(value: number): number {
  return Math.abs(value) < least ? least : value;
}
