import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { type Targets, targetsOf } from "../targets.js";
import { type BandedOptions, bandedFormOf } from "./banded-form-of.js";
import { type BandedWeights, weighBands } from "./banded-weights.js";
import { checkedCandidates } from "./check-candidates.js";
import { randomCandidates } from "./random-candidates.js";
import { type BandedSearch, type SearchBandsOptions, searchBands } from "./search-bands.js";

/** What weights of the feature spaces are tried. */
export interface BandedCandidates {
  /** Lists of a weight from 0 per space that sum to 1. Default: drawn at random. */
  readonly candidates?: readonly ArrayLike<number>[] | undefined;
  /** Where candidates are drawn from; needed where none are given and there is more than one space. */
  readonly random?: RandomSource | undefined;
  /** Candidates that are drawn. Default: 100. */
  readonly draws?: number | undefined;
}

/** Settings of {@link bandedRidge}. */
export interface BandedRidgeOptions extends BandedOptions, SearchBandsOptions, BandedCandidates {
  /** Fits all rows with the choices and keeps the weights, Σ p_g × t numbers. Default: false. */
  readonly keepWeights?: boolean | undefined;
}

/** What {@link bandedRidge} found. */
export interface BandedRidgeResult extends BandedSearch {
  readonly form: "primal" | "dual";
  /** Where they are asked for. */
  readonly weights: BandedWeights | undefined;
}

/**
 * Ridge regression with a penalty of its own for every feature space, chosen target by target by cross-validation: for
 * each candidate γ the features of space g are scaled by √γ_g, every penalty α is scored on folds, and each target
 * keeps the pair (γ, α) with the best mean score, which is ridge with the penalties α / γ_g (Nunez-Elizalde, Huth and
 * Gallant 2019, https://doi.org/10.1016/j.neuroimage.2019.04.012; Dupré la Tour et al. 2022,
 * https://doi.org/10.1016/j.neuroimage.2022.119728). Of penalties that score alike the larger one is taken, of
 * candidates the earlier one. The candidates of the identity matrix choose one space for each target. With one space it
 * is plain ridge.
 *
 * Held are the spaces, one batch of targets with its predictions, the products of the features, and predictors of a
 * candidate: penalties · n · r numbers, r the smaller of features and rows.
 *
 * @param spaces - n samples × p_g features each.
 * @param y - n samples × t targets.
 * @throws ArgumentError for spaces that are empty, of different rows, or hold what is not finite, candidates that are
 *   not weights from 0 that sum to 1, penalties that are not above 0, and no fold; NumericError when a penalty is too
 *   small for a design without full rank.
 */
export function bandedRidge(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats> | Targets,
  options: BandedRidgeOptions,
): BandedRidgeResult {
  const form = bandedFormOf(spaces, options, options.folds);
  const targets = targetsOf(y);
  const found = searchBands(form, targets, candidatesOf(spaces.length, options), options);
  const features = spaces.map(({ columns }) => columns);
  const weights = options.keepWeights ? weighBands(form, targets, found, { ...options, features }) : undefined;
  return { ...found, form: form.name, weights };
}

/**
 * The candidates that are given, or drawn.
 *
 * @throws ArgumentError for wrong candidates, and where there is nothing to draw them from.
 */
export function candidatesOf(spaces: number, { candidates, random, draws }: BandedCandidates): readonly Float64Array[] {
  if (candidates) return checkedCandidates(candidates, spaces);
  if (spaces === 1) return [Float64Array.of(1)];
  if (random) return randomCandidates(spaces, { random, draws });
  const expected = "a source of random numbers to draw candidates from";
  throw new ArgumentError({ argument: "random", expected, found: "none", next: "give it, or candidates" });
}
