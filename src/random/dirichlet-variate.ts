import { gammaVariate } from "./gamma-variate.js";
import type { RandomSource } from "./random-source.js";

/**
 * Weights from 0 that sum to 1, drawn from the Dirichlet distribution: gamma variates of the concentrations over their
 * sum.
 *
 * @param concentrations - One number above 0 per weight; small ones give weights of which few matter.
 * @throws ArgumentError when a concentration is not above 0.
 */
export function dirichletVariate(random: RandomSource, concentrations: ArrayLike<number>): Float64Array {
  for (;;) {
    const draws = Float64Array.from(Array.from(concentrations), (shape) => gammaVariate(random, shape));
    const sum = draws.reduce((total, value) => total + value, 0);
    // with concentrations near 0 all draws may be too small for a number
    if (sum > 0 || draws.length === 0) return draws.map((value) => value / sum);
  }
}
