import type { BandedPenalties } from "../../../encoders/banded/banded-choice.js";
import { bandedFormOf } from "../../../encoders/banded/banded-form-of.js";
import { candidatesOf } from "../../../encoders/banded/banded-ridge.js";
import { joinParts, predictBands } from "../../../encoders/banded/predict-bands.js";
import { searchBands } from "../../../encoders/banded/search-bands.js";
import { targetRows } from "../../../encoders/banded/target-rows.js";
import { targetsOf } from "../../../encoders/targets.js";
import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import { alphasOf } from "../encoder-alphas.js";
import { alphaGroups, type EncoderModel, type ModelFit, type ModelProblem, repeated } from "./encoder-model.js";
import { foldSpaces, placesWithin } from "./fold-spaces.js";
import { putRows } from "./put-rows.js";

/**
 * Banded ridge: a penalty for every feature space. In every fold each target gets the weights of the spaces, among some
 * drawn at random, and the penalty that predict best inside the rows that are fitted. The spreads that features are
 * divided by are those of all rows that the fold fits, also while it chooses.
 */
export function bandedModel(problem: ModelProblem): EncoderModel {
  const { folds, params, linalg, random } = problem;
  const intercept = params.intercept || params.standardise;
  const settings = { linalg, alphas: alphasOf(params), score: params.alpha_score, conservative: params.conservative };
  return {
    fit(y, known) {
      const predictions = matrix(y.rows, y.columns, new Float64Array(y.values.length).fill(Number.NaN));
      const chosen = folds.map((fold, index) => {
        const { fitted, predicted } = foldSpaces(problem, fold);
        const inner = placesWithin(fold.train, fold.inner);
        const form = bandedFormOf(fitted, { intercept, linalg }, inner);
        const targets = targetRows(targetsOf(y), fold.train);
        const candidates = candidatesOf(fitted.length, { random, draws: params.band_draws });
        const penalties = known
          ? knownPenalties(known, index, y.columns)
          : searchBands(form, targets, candidates, {
              ...settings,
              folds: inner,
              alphaPer: alphaGroups(problem, y.columns),
            });
        for (const { from, parts, means } of predictBands(form, targets, predicted, { linalg, penalties })) {
          putRows(predictions, joinParts(parts, means), fold.test, from);
        }
        return penalties;
      });
      return {
        predictions,
        alphas: chosen.map(({ alphas }) => alphas),
        scores: chosen.map(() => undefined),
        spaceWeights: chosen.map(spaceWeightsOf),
      };
    },
  };
}

/** What was chosen in a fold, as penalties for draws beside each other. */
export function knownPenalties(
  { alphas, spaceWeights }: Pick<ModelFit, "alphas" | "spaceWeights">,
  fold: number,
  targets: number,
): BandedPenalties {
  const weights = spaceWeights![fold]!;
  const candidates = Array.from({ length: weights.columns }, (_, target) =>
    Float64Array.from({ length: weights.rows }, (_space, space) => weights.values[space * weights.columns + target]!),
  );
  const list = repeated(alphas[fold]!, targets);
  const candidateIndex = Int32Array.from(list, (alpha, target) =>
    Number.isNaN(alpha) ? -1 : target % weights.columns,
  );
  return { candidates, candidateIndex, alphas: list };
}

function spaceWeightsOf({ candidates, candidateIndex }: BandedPenalties): Matrix {
  const spaces = candidates[0]!.length;
  const weights = matrix(spaces, candidateIndex.length);
  for (const [target, index] of candidateIndex.entries()) {
    for (let space = 0; space < spaces; space++) {
      weights.values[space * candidateIndex.length + target] = candidates[index]?.[space] ?? Number.NaN;
    }
  }
  return weights;
}
