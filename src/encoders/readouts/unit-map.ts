import { checkMap } from "./check-map.js";

/**
 * A map of length 1: s / ‖s‖₂, positive and negative alike.
 *
 * @throws ArgumentError when the map is empty, all 0, or holds what is not finite.
 */
export function unitMap(values: ArrayLike<number>): Float64Array {
  const map = checkMap(values, { mayBeZero: false });
  // by the largest first, so that squares neither overflow nor vanish
  const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scaled = map.map((value) => value / largest);
  const norm = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / norm);
}
