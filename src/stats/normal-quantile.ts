import { normalSurvival } from "./normal-survival.js";
import { survivalQuantile } from "./survival-quantile.js";

/**
 * The value below which a share p of a standard normal distribution lies, the inverse of Φ.
 *
 * @param p - 0 to 1; 0 and 1 give −∞ and ∞.
 * @throws ArgumentError when p is no probability.
 */
export function normalQuantile(p: number): number {
  return survivalQuantile(p, normalSurvival);
}
