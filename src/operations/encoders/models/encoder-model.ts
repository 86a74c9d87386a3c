import type { NestedFold } from "../../../encoders/nested/nested-ridge.js";
import type { LinalgProvider, Matrix } from "../../../linalg/provider.js";
import type { RandomSource } from "../../../random/random-source.js";
import type { EncoderParams } from "../encoder-params.js";

/** What a model is fitted to: rows that have all features and targets. */
export interface ModelProblem {
  /** n × p. */
  readonly x: Matrix;
  /** The space of every column of x, from 0 on without a gap. */
  readonly spaceOf: readonly number[];
  /** Targets of one draw. */
  readonly width: number;
  readonly folds: readonly NestedFold[];
  readonly params: EncoderParams;
  readonly linalg: LinalgProvider;
  readonly random: RandomSource;
}

/** Predictions of rows that took no part in any choice. */
export interface ModelFit {
  /** n × t; NaN for rows that no fold predicts, and for targets that could not be fitted. */
  readonly predictions: Matrix;
  /** The penalty of each target, one list per fold. */
  readonly alphas: readonly Float64Array[];
  /** Mean score over inner folds, penalties × targets, one matrix per fold; undefined where nothing was chosen. */
  readonly scores: readonly (Matrix | undefined)[];
  /** Weights of the spaces, spaces × targets, one matrix per fold; undefined for a model that chooses none. */
  readonly spaceWeights?: readonly Matrix[] | undefined;
  /** Targets that could not be fitted, and why. */
  readonly unfitted?: ReadonlyMap<number, string> | undefined;
}

/** One way to predict targets from features. */
export interface EncoderModel {
  /**
   * Predicts what every fold holds out.
   *
   * @param y - n × t, t the width or a multiple of it: draws of the same targets beside each other.
   * @param known - A fit of one draw, whose choices stand: nothing is chosen.
   */
  fit(y: Matrix, known?: ModelFit): ModelFit;
}

/** What was chosen for the targets of one draw, for several draws beside each other. */
export function repeated(list: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, target) => list[target % list.length]!);
}

/** What a penalty is chosen for: each target, or all targets of a draw together. */
export function alphaGroups({ params, width }: ModelProblem, targets: number): "target" | readonly number[] {
  return params.alpha_per === "target"
    ? "target"
    : Array.from({ length: targets }, (_, target) => Math.floor(target / width));
}
