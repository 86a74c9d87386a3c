import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { besideEachOther } from "../beside-each-other.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { type Targets, targetsOf } from "../targets.js";
import { type AlphaPer, alphaChoice, type ChosenAlphas } from "./alpha-choice.js";
import { checkDesign, checkedAlphas, checkTargets } from "./check-inputs.js";
import { type DesignDecomposition, decomposeDesign } from "./decompose-design.js";
import { interceptOf, type RidgeWeights } from "./fit-weights.js";
import { leaveOutScorers } from "./leave-out-scores.js";
import { batchSize } from "./over-batches.js";
import { rankError } from "./penalty-solvers.js";
import { preparedTargets } from "./target-batch.js";
import { targetBatches } from "./target-batches.js";

/** Settings of {@link ridgeGCV}. */
export interface RidgeGCVOptions {
  readonly linalg: LinalgProvider;
  /** The penalties to choose from, ≥ 0. */
  readonly alphas: ArrayLike<number>;
  /** `gcv`, n · RSS / (n − df)²; or `loo`, the mean squared error of rows each predicted from all others. Default: `gcv`. */
  readonly criterion?: "gcv" | "loo" | undefined;
  /** Default: `target`. */
  readonly alphaPer?: AlphaPer | undefined;
  /** Fits a constant that is not penalised; it counts as a degree of freedom. Default: false. */
  readonly intercept?: boolean | undefined;
  /** Targets worked on together. Default: as many as make 64 MB in single precision. */
  readonly batch?: number | undefined;
  /** Keeps the p × t weights with the penalties that were chosen. Default: false. */
  readonly keepWeights?: boolean | undefined;
}

/** What {@link ridgeGCV} found; scores are the negative criterion. */
export interface RidgeGCVResult extends ChosenAlphas {
  /** Σ s² / (s² + α) per penalty, s the singular values of the design; and 1 for an intercept. */
  readonly degreesOfFreedom: Float64Array;
  /** Falling; those that are only rounding are left out. */
  readonly singularValues: Float64Array;
  /** Where weights were asked for. */
  readonly fit: RidgeWeights | undefined;
}

/**
 * Chooses the penalty of ridge regression without folds: by generalised cross-validation, n · RSS / (n − df)² with
 * df = Σ s² / (s² + α) (Golub, Heath and Wahba 1979, https://doi.org/10.1080/00401706.1979.10489751), or by the exact
 * error of leaving out every row in turn, eᵢ / (1 − hᵢᵢ). From one decomposition a penalty costs p · t numbers by the
 * first, n · p · t by the second. Both take the rows for independent: on series whose neighbours are alike they choose
 * too little; use `ridgeCV` with folds of whole runs there.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a design that holds what is not finite, rows that do not match, or a negative penalty;
 *   NumericError when a penalty is 0 and the design has no full rank.
 */
export function ridgeGCV(x: Matrix<Floats>, y: Matrix<Floats> | Targets, options: RidgeGCVOptions): RidgeGCVResult {
  const { linalg, criterion = "gcv", alphaPer = "target", intercept = false } = options;
  const targets = targetsOf(y);
  checkDesign(x);
  checkTargets(targets, x.rows);
  const alphas = checkedAlphas(options.alphas);
  const featureMeans = intercept ? columnMeans(x) : undefined;
  const design = featureMeans ? lessMeans(x, featureMeans) : x;
  const decomposition = decomposeDesign(design, linalg);
  const { squares } = decomposition;
  if (alphas.includes(0) && squares.at(-1) === 0) throw rankError();
  const parts = squares.filter((square) => square > 0);
  const constant = intercept ? 1 : 0;
  const degreesOfFreedom = Float64Array.from(alphas, (alpha) =>
    parts.reduce((sum, square) => sum + square / (square + alpha), constant),
  );
  // as shares that are left, not taken: near 1 the latter would lose their digits
  const left = Array.from(alphas, (alpha) => squares.map((square) => (square > 0 ? alpha / (square + alpha) : 0)));
  const unseen = Math.max(0, x.rows - parts.length - constant);
  const problem = { design: decomposition, left, unseen, constant, linalg };
  const scoreBatch = leaveOutScorers[criterion](problem);
  const choice = alphaChoice({ alphas, targets: targets.columns, folds: 1, alphaPer, conservative: false });
  const projected: ProjectedBatch[] = [];
  for (const { from, y: batch, odd } of targetBatches(targets, batchSize(targets, options.batch))) {
    const { y, means } = preparedTargets(batch, { like: x.values, intercept });
    const projection = decomposition.project(y);
    choice.add(from, [scoreBatch(y, projection)], odd);
    if (options.keepWeights) projected.push({ projection, means });
  }
  const chosen = choice.choose();
  return {
    ...chosen,
    degreesOfFreedom,
    singularValues: parts.map(Math.sqrt),
    fit: options.keepWeights ? weightsFrom(projected, chosen.alphas, decomposition, featureMeans) : undefined,
  };
}

/** A batch of targets as the decomposition sees it, and the means of the targets; undefined without an intercept. */
interface ProjectedBatch {
  readonly projection: Matrix<Floats>;
  readonly means: Float64Array | undefined;
}

function weightsFrom(
  batches: readonly ProjectedBatch[],
  alphas: Float64Array,
  { damping, weightsOf }: DesignDecomposition,
  featureMeans: Float64Array | undefined,
): RidgeWeights {
  const intercept = featureMeans ? new Float64Array(alphas.length) : undefined;
  let from = 0;
  const parts = batches.map(({ projection, means }) => {
    const { columns, values } = projection;
    const own = alphas.subarray(from, from + columns);
    const byAlpha = new Map(Array.from(new Set(own), (alpha) => [alpha, damping(alpha)]));
    for (let at = 0; at < values.length; at++) {
      // a target that could not be fitted has no penalty: its weights become NaN
      values[at]! *= byAlpha.get(own[at % columns]!)![Math.floor(at / columns)]!;
    }
    const weights = weightsOf(projection);
    if (intercept) intercept.set(interceptOf(weights, means!, featureMeans!), from);
    from += columns;
    return weights;
  });
  return { weights: besideEachOther(parts), intercept };
}
