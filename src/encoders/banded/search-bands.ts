import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block } from "../../linalg/views.js";
import { zerosLike } from "../../linalg/zeros-like.js";
import { addToRows } from "../add-to-rows.js";
import { type ColumnScore, columnScores } from "../column-scores.js";
import { checkFolds } from "../folds/check-folds.js";
import { alphaChoice, type ChosenAlphas, groupsOf } from "../ridge/alpha-choice.js";
import { checkedAlphas, checkRows } from "../ridge/check-inputs.js";
import type { TargetWarning } from "../ridge/odd-targets.js";
import type { CrossValidationOptions } from "../ridge/ridge-cv.js";
import type { Targets } from "../targets.js";
import { bandPredictors } from "./band-predictors.js";
import { type BandedPenalties, checkPenalties, deltasOf } from "./banded-choice.js";
import type { BandedForm, SpaceWeights } from "./banded-form.js";
import { type FoldBatch, type FoldTargets, foldBatches } from "./fold-batches.js";

/** Settings of a search over weights of feature spaces. */
export interface SearchBandsOptions extends Omit<CrossValidationOptions, "solver"> {
  /**
   * An earlier result for the same spaces, targets and folds: its choices stand where no candidate scores better, so
   * that a search can be continued.
   */
  readonly warmStart?: BandedSearch | undefined;
}

/** What a search over weights of feature spaces found. */
export interface BandedSearch extends BandedPenalties {
  /** Best mean score over folds of each target; NaN where it could not be fitted. */
  readonly scores: Float64Array;
  /** The same for every candidate, candidates × targets, each with its own best penalty. */
  readonly candidateScores: Matrix;
  /** ln(γ_g / α), spaces × targets; −∞ where a space is left out. */
  readonly deltas: Matrix;
  readonly warnings: readonly TargetWarning[];
}

/** Tries every candidate with every penalty, and keeps the best pair of each target. */
export function searchBands(
  form: BandedForm,
  targets: Targets,
  candidates: readonly SpaceWeights[],
  options: SearchBandsOptions,
): BandedSearch {
  const { linalg, folds, alphaPer = "target", conservative = false, score = "mse", warmStart } = options;
  checkRows(targets.rows, form.rows, "y");
  const alphas = checkedAlphas(options.alphas);
  if (alphas.includes(0)) throw new ArgumentError({ argument: "alphas", expected: "penalties above 0", found: "0" });
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  checkFolds(folds, form.rows);
  const count = targets.columns;
  const kept = keeper({ spaces: form.spaces, count }, groupsOf(alphaPer, count).groups, warmStart, candidates);
  const batches = foldBatches(form, targets, { folds, alphas: alphas.length, batch: options.batch });
  const settings = { alphas, score: columnScores[score], multiply: reusedProduct(linalg) };
  for (const candidate of candidates) {
    const predictors = bandPredictors(form, candidate, { folds, alphas, linalg });
    const choice = alphaChoice({ alphas, targets: count, folds: folds.length, alphaPer, conservative });
    for (const batch of batches()) {
      choice.add(batch.from, batchScores(batch, predictors, settings), batch.odd);
    }
    kept.offer(choice.choose());
  }
  return kept.result();
}

interface ScoreSettings {
  readonly alphas: Float64Array;
  readonly score: ColumnScore;
  readonly multiply: Product;
}

function batchScores(
  batch: FoldBatch,
  predictors: readonly Matrix<Floats>[],
  settings: ScoreSettings,
): readonly (readonly Float64Array[])[] {
  return batch.folds.map((fold, index) => foldScores(fold, predictors[index]!, settings));
}

/** Scores of one fold: a list per penalty of a score per target. */
function foldScores(
  { right, measured, offset }: FoldTargets,
  predictor: Matrix<Floats>,
  { alphas, score, multiply }: ScoreSettings,
): readonly Float64Array[] {
  const m = measured.rows;
  const predicted = multiply(predictor, right.values);
  if (offset) addToRows(predicted, offset);
  return Array.from(alphas, (_, index) =>
    score(measured, block<Floats>(predicted, { rows: [index * m, (index + 1) * m] })),
  );
}

type Product = (a: Matrix<Floats>, b: Matrix<Floats>) => Matrix<Floats>;

/** Products that are good until the next one: all are written into the memory of the first where they fit. */
function reusedProduct(linalg: LinalgProvider): Product {
  let memory: Floats | undefined;
  return (a, b) => {
    const [rows, columns] = [a.rows, b.columns];
    const length = rows * columns;
    if (!memory || memory.length < length) memory = zerosLike(a.values, length);
    return linalg.multiply<Floats>(a, b, { into: { rows, columns, values: memory.subarray(0, length) } });
  };
}

/**
 * Keeps the best candidate of each target, or of each group of targets by their mean score; of equals the earlier one.
 */
function keeper(
  { spaces, count }: { readonly spaces: number; readonly count: number },
  groups: Int32Array,
  warmStart: BandedSearch | undefined,
  candidates: readonly SpaceWeights[],
) {
  const earlier = warmStart?.candidates ?? [];
  if (warmStart) checkPenalties(warmStart, spaces, count, "warmStart");
  const all = [...earlier, ...candidates];
  const candidateScores = matrix(all.length, count);
  if (warmStart) candidateScores.values.set(warmStart.candidateScores.values);
  const scores = warmStart?.scores.slice() ?? new Float64Array(count).fill(Number.NaN);
  const alphas = warmStart?.alphas.slice() ?? new Float64Array(count).fill(Number.NaN);
  const candidateIndex = warmStart?.candidateIndex.slice() ?? new Int32Array(count).fill(-1);
  let best = groupMeans(scores, groups);
  let place = earlier.length;
  let warnings = warmStart?.warnings ?? [];
  return {
    offer(chosen: ChosenAlphas) {
      const offered = scoresAtChoice(chosen, count);
      candidateScores.values.set(offered, place * count);
      const means = groupMeans(offered, groups);
      const isBetter = means.map((mean, group) => (Number.isNaN(best[group]!) || mean > best[group]! ? 1 : 0));
      for (let target = 0; target < count; target++) {
        if (isBetter[groups[target]!] === 0 || chosen.alphaIndex[target] === -1) continue;
        scores[target] = offered[target]!;
        alphas[target] = chosen.alphas[target]!;
        candidateIndex[target] = place;
      }
      best = best.map((mean, group) => (isBetter[group] === 1 ? means[group]! : mean));
      warnings = chosen.warnings;
      place++;
    },
    result(): BandedSearch {
      const penalties = { candidates: all, candidateIndex, alphas };
      return { ...penalties, scores, candidateScores, deltas: deltasOf(penalties), warnings };
    },
  };
}

function scoresAtChoice({ alphaIndex, scores }: ChosenAlphas, count: number): Float64Array {
  return Float64Array.from(alphaIndex, (index, target) => scores.values[index * count + target] ?? Number.NaN);
}

/** The mean score of every group over the targets that have one; NaN where none has. */
function groupMeans(scores: Float64Array, groups: Int32Array): Float64Array {
  const size = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const [sums, members] = [new Float64Array(size), new Float64Array(size)];
  for (const [target, score] of scores.entries()) {
    if (Number.isNaN(score)) continue;
    sums[groups[target]!]! += score;
    members[groups[target]!]!++;
  }
  return sums.map((sum, group) => sum / members[group]!);
}
