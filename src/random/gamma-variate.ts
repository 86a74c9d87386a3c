import { ArgumentError } from "../errors.js";
import type { RandomSource } from "./random-source.js";

/**
 * A number drawn from the gamma distribution of scale 1, by squeezing (Marsaglia and Tsang 2000,
 * https://doi.org/10.1145/358407.358414); a shape below 1 is drawn as Γ(shape + 1) · U^(1 / shape).
 *
 * @param shape - Above 0; mean and variance of the distribution.
 * @throws ArgumentError when the shape is not above 0.
 */
export function gammaVariate(random: RandomSource, shape: number): number {
  if (!(shape > 0 && Number.isFinite(shape))) {
    throw new ArgumentError({ argument: "shape", expected: "a number above 0", found: String(shape) });
  }
  if (shape < 1) return gammaVariate(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = random.uniform();
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
