import { checkMap } from "./check-map.js";

/**
 * A map of shares that sum to 1: exp(S) / Σ exp(S), from the logits as they are, without scaling them first. One logit
 * far above the others picks that position alone.
 *
 * @throws ArgumentError when there is no logit, or one is not finite.
 */
export function softmaxMap(logits: ArrayLike<number>): Float64Array {
  const list = checkMap(logits, { mayBeZero: true });
  const largest = list.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = list.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
