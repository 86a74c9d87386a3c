import { columnsOf } from "../../../encoders/column-selection.js";
import type { Fold } from "../../../encoders/folds/fold.js";
import { poissonGlm } from "../../../encoders/models/poisson-glm.js";
import { poissonRates, poissonScores } from "../../../encoders/models/poisson-scores.js";
import { alphaChoice } from "../../../encoders/ridge/alpha-choice.js";
import { trainingScale } from "../../../encoders/training-scale.js";
import { matrix } from "../../../linalg/matrix.js";
import type { Floats, Matrix } from "../../../linalg/provider.js";
import { mean } from "../../../stats/mean.js";
import { alphasOf } from "../encoder-alphas.js";
import { alphaGroups, type EncoderModel, type ModelProblem, repeated } from "./encoder-model.js";
import { putRows } from "./put-rows.js";

/**
 * Poisson regression of counts, target by target; see `poissonGlm`. Of several penalties each target gets the one with
 * the least deviance of rows that are held out inside the rows that are fitted. A penalty α stands against the summed
 * loss, as that of ridge does: λ = α / rows that are fitted. Features are taken in units of their spread over these
 * rows, where asked for; those that do not vary there take no part. A target without an event in the rows that a fold
 * fits has no predictions.
 */
export function poissonModel(problem: ModelProblem): EncoderModel {
  const { folds, params } = problem;
  const alphas = alphasOf(params);
  return {
    fit(y, known) {
      const predictions = matrix(y.rows, y.columns, new Float64Array(y.values.length).fill(Number.NaN));
      const empty = new Set(
        Array.from({ length: y.columns }, (_, target) => target).filter((target) =>
          folds.some((fold) => [fold, ...fold.inner].some(({ train }) => countsOf(y, train, target).every(isZero))),
        ),
      );
      const chosen = folds.map((fold, index) => {
        const given = known?.alphas[index];
        if (given) return { alphas: repeated(given, y.columns), scores: undefined };
        if (alphas.length === 1) return { alphas: new Float64Array(y.columns).fill(alphas[0]!), scores: undefined };
        return choosePenalty(problem, y, fold.inner, { alphas, empty });
      });
      for (const [index, fold] of folds.entries()) {
        const rates = ratesOf(problem, y, fold, { alphaOf: (target) => chosen[index]!.alphas[target]!, empty });
        putRows(predictions, rates, fold.test, 0);
      }
      const unfitted = new Map([...empty].map((target) => [target, "has no event in the rows that a fold fits"]));
      const [penalties, scores] = [chosen.map((one) => one.alphas), chosen.map((one) => one.scores)];
      return { predictions, alphas: penalties, scores, unfitted };
    },
  };
}

function choosePenalty(
  problem: ModelProblem,
  y: Matrix,
  inner: readonly Fold[],
  { alphas, empty }: { readonly alphas: Float64Array; readonly empty: ReadonlySet<number> },
) {
  const { conservative } = problem.params;
  const alphaPer = alphaGroups(problem, y.columns);
  const choice = alphaChoice({ alphas, targets: y.columns, folds: inner.length, alphaPer, conservative });
  const scores = inner.map((fold) =>
    Array.from(alphas, (alpha) => {
      const rates = ratesOf(problem, y, fold, { alphaOf: () => alpha, empty });
      return Float64Array.from({ length: y.columns }, (_, target) => {
        const own = Float64Array.from({ length: rates.rows }, (_row, row) => rates.values[row * y.columns + target]!);
        // the deviance does not depend on the null rate
        return -poissonScores(countsOf(y, fold.test, target), own, { nullRate: 1 }).deviance / rates.rows;
      });
    }),
  );
  choice.add(0, scores, { missing: [...empty], constant: [] });
  return choice.choose();
}

/** Rates of the rows that a fold predicts. */
function ratesOf(
  { x, params, linalg }: ModelProblem,
  y: Matrix,
  fold: Fold,
  { alphaOf, empty }: { readonly alphaOf: (target: number) => number; readonly empty: ReadonlySet<number> },
): Matrix {
  const scaled = trainingScale(x, fold, { scale: params.standardise });
  const varying = [...scaled.factors.keys()].filter((column) => scaled.factors[column]! > 0);
  const [fitted, predicted] = [scaled.fitted, scaled.predicted].map((part) => columnsOf<Floats>(part, varying));
  const result = matrix(fold.test.length, y.columns);
  for (let target = 0; target < y.columns; target++) {
    const counts = countsOf(y, fold.train, target);
    const penalty = alphaOf(target) / fold.train.length;
    const rates = () => {
      // of a target that could not be fitted as it is, no penalty is known for its draws
      const isUnknown = empty.has(target) || Number.isNaN(penalty);
      if (isUnknown) return new Float64Array(fold.test.length).fill(Number.NaN);
      if (varying.length === 0) return new Float64Array(fold.test.length).fill(mean(counts));
      return poissonRates(predicted!, poissonGlm(fitted!, counts, { penalty, linalg }));
    };
    for (const [row, rate] of rates().entries()) result.values[row * y.columns + target] = rate;
  }
  return result;
}

function countsOf(y: Matrix, rows: Int32Array, target: number): Float64Array {
  return Float64Array.from(rows, (row) => y.values[row * y.columns + target]!);
}

function isZero(value: number): boolean {
  return value === 0;
}
