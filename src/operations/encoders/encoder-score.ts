import { correlation, determination } from "../../encoders/column-scores.js";
import { poissonScores } from "../../encoders/models/poisson-scores.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { groupAuc } from "../../stats/group-auc.js";
import { rankOrder } from "../../stats/rank-order.js";
import type { EncoderParams } from "./encoder-params.js";

/** What was measured and predicted of the same rows; predictions are numbers. */
export interface ScoredRows {
  /** m × t. */
  readonly measured: Matrix<Floats>;
  readonly predicted: Matrix<Floats>;
  /** Events per sample that a model without features expects; of models of counts. */
  readonly nullRates: Matrix<Floats> | undefined;
}

/** Scores of predictions, larger ones better; one per target, NaN where a target has no such score. */
export const encoderScores = {
  /** Pearson's r. */
  correlation: ({ measured, predicted }) => correlation(measured, predicted),
  /** R². */
  r2: ({ measured, predicted }) => determination(measured, predicted),
  /** Chance that a sample in which the target is 1 is predicted higher than one in which it is 0; of such targets only. */
  auc: ({ measured, predicted }) => overTargets(measured, (target) => areaUnderCurve(measured, predicted, target)),
  /** 1 − deviance / deviance of the null rate. */
  deviance_r2: (rows) =>
    overTargets(rows.measured, (target) => {
      const { model, chance } = likelihoods(rows, target);
      return 1 - model.deviance / chance.deviance;
    }),
  /** (ℓ − ℓ of the null rate) / (Σ y · ln 2). */
  bits_per_spike: (rows) =>
    overTargets(rows.measured, (target) => {
      const { model, chance } = likelihoods(rows, target);
      return model.bitsPerSpike - chance.bitsPerSpike;
    }),
} as const satisfies Readonly<Record<string, (rows: ScoredRows) => Float64Array>>;

/** Name of a score. */
export type EncoderScore = keyof typeof encoderScores;

const ofSeries = ["correlation", "r2", "auc"] as const;

/** The scores that each model is given. */
export const scoresOfModel: Readonly<Record<EncoderParams["model"], readonly EncoderScore[]>> = {
  ridge: ofSeries,
  banded: ofSeries,
  poisson: [...ofSeries, "deviance_r2", "bits_per_spike"],
};

function overTargets({ columns }: Matrix<Floats>, score: (target: number) => number): Float64Array {
  return Float64Array.from({ length: columns }, (_, target) => score(target));
}

function columnOf({ rows, columns, values }: Matrix<Floats>, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
}

function areaUnderCurve(measured: Matrix<Floats>, predicted: Matrix<Floats>, target: number): number {
  if (!isBinary(measured, target)) return Number.NaN;
  const groups = Uint8Array.from(columnOf(measured, target), (value) => (value === 1 ? 1 : 2));
  return groupAuc(rankOrder(columnOf(predicted, target)), groups)(0);
}

/** True for a column of 0 and 1 that has both; most columns are left at their first number. */
function isBinary({ columns, values }: Matrix<Floats>, column: number): boolean {
  let [hasZero, hasOne] = [false, false];
  for (let at = column; at < values.length; at += columns) {
    if (values[at] === 0) hasZero = true;
    else if (values[at] === 1) hasOne = true;
    else return false;
  }
  return hasZero && hasOne;
}

/** The model and the null rates against one rate that cancels out. */
function likelihoods({ measured, predicted, nullRates }: ScoredRows, target: number) {
  const counts = columnOf(measured, target);
  const against = (rates: Float64Array) => poissonScores(counts, rates, { nullRate: 1 });
  return { model: against(columnOf(predicted, target)), chance: against(columnOf(nullRates!, target)) };
}
