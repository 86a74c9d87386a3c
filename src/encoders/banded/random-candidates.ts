import { ArgumentError } from "../../errors.js";
import { dirichletVariate } from "../../random/dirichlet-variate.js";
import type { RandomSource } from "../../random/random-source.js";

/** Concentrations that take turns: weights of which one or two matter, and weights anywhere. */
const concentrations = [0.1, 1];

/** Settings of {@link randomCandidates}. */
export interface RandomCandidatesOptions {
  readonly random: RandomSource;
  /** Default: 100. */
  readonly draws?: number | undefined;
}

/**
 * Weights of feature spaces to try: equal ones first, then draws from Dirichlet distributions whose concentration is in
 * turn 1 and 0.1 (after Dupré la Tour et al. 2022, https://doi.org/10.1016/j.neuroimage.2022.119728). Each draw has a
 * stream of its own: more draws add to fewer ones.
 *
 * @param spaces - How many feature spaces.
 * @throws ArgumentError when `draws` is not a whole number from 1.
 */
export function randomCandidates(
  spaces: number,
  { random, draws = 100 }: RandomCandidatesOptions,
): readonly Float64Array[] {
  if (!(Number.isInteger(draws) && draws >= 1)) {
    throw new ArgumentError({ argument: "draws", expected: "a whole number from 1", found: String(draws) });
  }
  return Array.from({ length: draws }, (_, draw) => {
    if (draw === 0) return new Float64Array(spaces).fill(1 / spaces);
    const concentration = concentrations[draw % concentrations.length]!;
    return dirichletVariate(random.derive("candidate", draw), new Float64Array(spaces).fill(concentration));
  });
}
