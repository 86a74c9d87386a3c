/** Below, the series of the middle; above, the continued fraction of the tail. */
const tailFrom = 3;
const fractionTerms = 150;

/**
 * The chance that a standard normal number is above z: 1 − Φ(z), by itself and not as a difference, so that it is exact
 * to about 1e-13 of itself down to 1e-300.
 * Middle: ½ − φ(z) (z + z³/3 + z⁵/(3·5) + …); tail: φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))).
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 *
 * @returns From 0 to 1; NaN for NaN.
 */
export function normalSurvival(z: number): number {
  if (z < 0) return 1 - normalSurvival(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z >= tailFrom) {
    let below = z;
    for (let term = fractionTerms; term >= 1; term--) below = z + term / below;
    return density / below;
  }
  let [sum, term] = [z, z];
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 - density * sum;
}
