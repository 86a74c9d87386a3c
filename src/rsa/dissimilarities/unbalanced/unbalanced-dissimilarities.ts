import type { Matrix } from "../../../linalg/provider.js";
import type { Design } from "../../patterns/design-of.js";
import type { CheckedOptions } from "../checked-options.js";
import { collectPairs, type Dissimilarities } from "../dissimilarities.js";
import type { UnknownReason } from "../rdm.js";
import { observationsOf } from "./observations.js";
import type { SimilarityMeans } from "./similarity-means.js";
import { unbalancedMethods } from "./unbalanced-methods.js";

/** d_ij = k_ii + k_jj − 2 k_ij of mean similarities between observations. */
export function unbalancedDissimilarities(values: Matrix, design: Design, settings: CheckedOptions): Dissimilarities {
  const { observations, refusals } = observationsOf(values, design, settings);
  const found = unbalancedMethods[settings.method](observations, refusals, settings);
  const undefinedReason = settings.method === "cosine" ? "zero-pattern" : "constant-pattern";
  return dissimilaritiesOfMeans(found, refusals, undefinedReason);
}

function dissimilaritiesOfMeans(
  { sums, weights, undefinedPairs }: SimilarityMeans,
  refusals: readonly (UnknownReason | null)[],
  undefinedReason: UnknownReason,
): Dissimilarities {
  const n = sums.rows;
  const mean = (i: number, j: number) => sums.values[i * n + j]! / weights.values[i * n + j]!;
  return collectPairs(n, (i, j) => {
    const entries = [i * n + i, j * n + j, i * n + j];
    const refusal = refusals[i] ?? refusals[j];
    if (refusal) return refusal;
    if (undefinedPairs && entries.some((k) => undefinedPairs[k])) return undefinedReason;
    if (entries.some((k) => !(weights.values[k]! > 0))) return "no-shared-observations";
    return mean(i, i) + mean(j, j) - 2 * mean(i, j);
  });
}
