import { ArgumentError } from "../errors.js";

/**
 * The value below which a share p of a distribution lies that is symmetric around 0, found between two neighbouring
 * numbers by halving; a small p is as exact as the survival function is.
 *
 * @param p - 0 to 1; 0 and 1 give −∞ and ∞.
 * @param survival - The chance of a value above t, for t ≥ 0.
 * @throws ArgumentError when p is no probability.
 */
export function survivalQuantile(p: number, survival: (t: number) => number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new ArgumentError({ argument: "p", expected: "a probability from 0 to 1", found: String(p) });
  }
  if (p === 0.5) return 0;
  if (p > 0.5) return upperQuantile(1 - p, survival);
  return -upperQuantile(p, survival);
}

function upperQuantile(upper: number, survival: (t: number) => number): number {
  if (upper === 0) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 1];
  while (survival(high) > upper) {
    low = high;
    high *= 2;
  }
  for (let middle = high / 2; ; ) {
    if (survival(middle) > upper) low = middle;
    else high = middle;
    const next = low + (high - low) / 2;
    if (next === low || next === high) return next;
    middle = next;
  }
}
