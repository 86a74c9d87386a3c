import { ArgumentError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";
import { constantDescriptors } from "../patterns/average-patterns.js";
import { type Design, designOf, foldsByOccurrence } from "../patterns/design-of.js";
import { checkPatterns, type Patterns } from "../patterns/patterns.js";
import { balancedDissimilarities } from "./balanced/balanced-dissimilarities.js";
import { type CheckedOptions, checkedOptions } from "./checked-options.js";
import type { Dissimilarities } from "./dissimilarities.js";
import type { Rdm } from "./rdm.js";
import { dissimilarityLabels, isCrossvalidated, type RdmOptions } from "./rdm-options.js";
import { unbalancedDissimilarities } from "./unbalanced/unbalanced-dissimilarities.js";

/**
 * The dissimilarities between all pairs of conditions of patterns x over P channels.
 *
 * - `euclidean`: ‖x_i − x_j‖² / P, squared.
 * - `correlation`: 1 − Pearson's correlation; `cosine`: 1 − cosine of the angle.
 * - `mahalanobis`: (x_i − x_j)ᵀ Λ (x_i − x_j) / P.
 * - `crossnobis`: the same with two independent measurements of the difference, (x_i − x_j)_fᵀ Λ (x_i − x_j)_g / P, as a mean
 *   over folds: its expectation is not raised by noise, and it can be negative (Walther et al. 2016,
 *   https://doi.org/10.1016/j.neuroimage.2015.12.012). With precisions per fold Λ_fg = ((Λ_f⁻¹ + Λ_g⁻¹) / 2)⁻¹.
 * - `poisson`: (λ_i − λ_j)ᵀ (log λ_i − log λ_j) / P with λ = (x + prior · weight) / (1 + weight), the symmetrised
 *   Kullback-Leibler divergence of Poisson rates; `poisson-cv` takes rates and logarithms from different folds, and the mean
 *   over folds.
 *
 * The unbalanced design averages, over ordered pairs of observations a of i and b of j (of different folds, where
 * crossvalidated), the similarity s_ab over the w_ab channels that both have: k_ij = Σ s / Σ w (`number`) or the mean of
 * s / w (`equal`), and d_ij = k_ii + k_jj − 2 k_ij. On balanced data it equals the balanced one for the Euclidean family.
 *
 * @param patterns - Observations × channels. Without folds, crossvalidation takes the k-th observation of every condition
 *   as the k-th fold (balanced), or every observation as a fold of its own (unbalanced).
 * @returns One RDM of the conditions in sorted order. NaN stays with the pairs whose patterns bring it, with a reason each.
 * @throws ArgumentError when there are fewer than two conditions or no channel, a balanced crossvalidation misses a condition
 *   in a fold, or options do not fit; UnknownNameError for a method there is not.
 */
export function rdmOf(patterns: Patterns, options: RdmOptions): Rdm {
  const plan = rdmPlan(patterns, options);
  const { design, settings } = plan;
  const { distances, unknown } = dissimilaritiesOf(patterns.values, plan);
  return {
    conditions: design.conditions,
    vectors: { nConditions: design.conditions.length, nRdms: 1, values: distances },
    unknown,
    dissimilarity: dissimilarityLabels[options.method ?? "euclidean"],
    noise: settings.noisePerFold ? "precision per fold" : settings.noise ? "precision" : "none",
    crossvalidation: crossvalidationOf(settings),
    meanRemoved: settings.removeMean,
    design: settings.design,
    weighting: settings.design === "unbalanced" ? settings.weighting : null,
    conditionDescriptors: constantDescriptors(patterns, design.rowsOf),
  };
}

/** What does not depend on the values: the design and the options, checked. */
export interface RdmPlan {
  readonly design: Design;
  readonly settings: CheckedOptions;
}

/** @throws ArgumentError and UnknownNameError as {@link rdmOf}. */
export function rdmPlan(patterns: Patterns, options: RdmOptions): RdmPlan {
  checkPatterns(patterns);
  const { values, conditions, folds } = patterns;
  if (values.columns === 0) throw new ArgumentError({ argument: "patterns", expected: "channels", found: "none" });
  const settings = checkedOptions(options, values.columns);
  const occurrence = isCrossvalidated(settings.method) && settings.design === "balanced" && !folds;
  const design = designOf({ conditions, folds: occurrence ? foldsByOccurrence(conditions) : folds });
  const found = design.conditions.length;
  if (found < 2) {
    throw new ArgumentError({ argument: "patterns", expected: "at least two conditions", found: String(found) });
  }
  return { design, settings };
}

/** The dissimilarities of one matrix of values under a plan. */
export function dissimilaritiesOf(values: Matrix, { design, settings }: RdmPlan): Dissimilarities {
  const calculate = settings.design === "balanced" ? balancedDissimilarities : unbalancedDissimilarities;
  return calculate(values, design, settings);
}

function crossvalidationOf({ method, design, scheme }: CheckedOptions): Rdm["crossvalidation"] {
  if (!isCrossvalidated(method)) return "none";
  return design === "unbalanced" ? "observation-pairs" : scheme;
}
