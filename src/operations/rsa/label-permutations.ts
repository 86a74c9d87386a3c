import type { RandomSource } from "../../random/random-source.js";
import { shuffled } from "../../rsa/inference/splits.js";
import { pairIndex } from "../../rsa/pair-index.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";

/**
 * Models, and behind them the same models with the conditions in random orders: RDM m + i · M is model m in permutation i,
 * of which 0 is none. Permutation i draws from its own stream, and moves all models alike.
 */
export function permutedModels(models: RdmVectors, permutations: number, random: RandomSource): RdmVectors {
  const { nConditions, nRdms, values } = models;
  const positions = Array.from({ length: nConditions }, (_, position) => position);
  const all = {
    nConditions,
    nRdms: nRdms * (1 + permutations),
    values: new Float64Array(values.length * (1 + permutations)),
  };
  all.values.set(values);
  for (let permutation = 1; permutation <= permutations; permutation++) {
    const order = shuffled(positions, random.derive("permutation", permutation - 1));
    for (let model = 0; model < nRdms; model++) {
      const [source, target] = [rdmVector(models, model), rdmVector(all, permutation * nRdms + model)];
      for (let i = 0, pair = 0; i < nConditions; i++) {
        for (let j = i + 1; j < nConditions; j++) {
          target[pair++] = source[pairIndex(order[i]!, order[j]!, nConditions)]!;
        }
      }
    }
  }
  return all;
}

/**
 * The share of permutations whose best centre scores at least as well, (# + 1) / (N + 1).
 *
 * Source: Nichols and Holmes 2002, https://doi.org/10.1002/hbm.1058.
 *
 * @param maxima - The best score of each permutation.
 */
export function familywise(value: number, maxima: ArrayLike<number>): number {
  // equal but for rounding is equal
  const least = value - 1e-12 * Math.abs(value);
  let count = 1;
  for (let permutation = 0; permutation < maxima.length; permutation++) count += Number(maxima[permutation]! >= least);
  return count / (maxima.length + 1);
}
