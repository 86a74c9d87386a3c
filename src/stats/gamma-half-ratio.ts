/** −E₂ₙ / (4²ⁿ⁺¹ n) for n = 1, 2, …, with the Euler numbers E₂ₙ. */
const terms = [1 / 64, -5 / 2048, 61 / 49152, -1385 / 1048576, 50521 / 20971520];

/** From here on the terms that are left out are below rounding. */
const largeEnough = 20;

/**
 * Γ(a + ½) / Γ(a) for a > 0, to rounding: ln = ½ ln w − Σ E₂ₙ / (4²ⁿ⁺¹ n w²ⁿ) with w = a − ¼ for large a, which
 * follows from the expansion of ln Γ(z + a) in Bernoulli polynomials (NIST Handbook of Mathematical Functions,
 * https://dlmf.nist.gov/5.11.E8); smaller ones are led there by Γ(a + 1) = a Γ(a).
 */
export function gammaHalfRatio(a: number): number {
  let place = a;
  let factor = 1;
  for (; place < largeEnough; place++) factor *= place / (place + 0.5);
  const w = place - 0.25;
  let sum = 0;
  for (const term of terms.toReversed()) sum = (sum + term) / (w * w);
  return factor * Math.sqrt(w) * Math.exp(sum);
}
