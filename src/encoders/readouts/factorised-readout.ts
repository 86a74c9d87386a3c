import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import type { Targets } from "../targets.js";
import { overChannels, overPositions, overSamples } from "./contractions.js";
import { firstPattern } from "./first-pattern.js";
import {
  type FittedTarget,
  fitEachTarget,
  type StepwiseOptions,
  type StepwiseReadout,
  type TargetToFit,
} from "./fit-each-target.js";
import { largestEntry } from "./largest-entry.js";
import { lassoStep, sumOfSizes } from "./lasso-step.js";
import type { PositionFeatures } from "./position-features.js";
import { type ReadoutStep, ridgeStep, sumOfSquares } from "./ridge-step.js";
import { unitMap } from "./unit-map.js";

/** Name of a penalty of {@link factorisedReadout}. */
export type FactorisedPenalty = "ridge" | "sparse";

/** Settings of {@link factorisedReadout}. */
export interface FactorisedReadoutOptions extends StepwiseOptions {
  /** `ridge`: α ‖s‖₂² ‖u‖₂²; `sparse`: α ‖s‖₁ ‖u‖₁, by which most positions and channels are exactly 0. Default: ridge. */
  readonly penalty?: FactorisedPenalty | undefined;
}

/**
 * A map of positions times weights of channels for every target (Klindt et al. 2017, arXiv 1711.02653), the map of
 * length 1: ŷ = Σ s(h w) Σ F(h w, c) u(c) + b. Minimises Σ (y − ŷ)² + α P(s) P(u), where P is ‖·‖₂² (`ridge`) or ‖·‖₁
 * (`sparse`, the penalty of the source), by turns: with s fixed u is a regression of the features pooled by s with the
 * penalty α P(s), with u fixed s is one of the channels mixed by u with the penalty α P(u); ridge regressions in closed
 * form, lassos by coordinate descent from where they were. After every turn s is divided by its length ‖s‖₂ and u
 * multiplied by it: neither ŷ nor P(s) P(u) depends on how the size is shared between s and u, so that the loss stays
 * and the length 1 takes nothing away. The loss never rises; it comes to a minimum near where it began.
 *
 * It begins at the best product for the covariance of features and target. ‖s‖₁ ‖u‖₁ is the sum of |s u| over all pairs:
 * with the sparse penalty weights of 0 are best where α ≥ 2 max |Σ (y − ȳ) F(h w, c)|, and else the position of that
 * largest covariance alone is better than they; it is a second beginning, and the lower end is kept. Targets are fitted
 * one by one, and no random number is drawn. The sign of a map and of its weights can be exchanged.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a grid that is none or holds what is not finite, an empty mask, rows or penalties that do not
 *   match; NumericError when a ridge penalty is 0 and features explain each other.
 */
export function factorisedReadout(
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: FactorisedReadoutOptions,
): StepwiseReadout {
  const fitOne = (used: PositionFeatures, target: TargetToFit) => fitFromBeginnings(used, target, options);
  return fitEachTarget(features, y, { ...options, fitOne, mapOf: unitMap });
}

interface Penalty {
  /** P. */
  readonly size: (values: Float64Array) => number;
  /** The regression that one half of a step is. */
  readonly step: (
    x: Matrix,
    y: Float64Array,
    options: { readonly alpha: number; readonly linalg: LinalgProvider; readonly start?: Float64Array | undefined },
  ) => ReadoutStep;
  /** Maps to begin at beside the best product. */
  readonly moreMaps: (covariance: Matrix) => readonly Float64Array[];
}

const penalties: Readonly<Record<FactorisedPenalty, Penalty>> = {
  ridge: { size: sumOfSquares, step: ridgeStep, moreMaps: () => [] },
  sparse: { size: sumOfSizes, step: lassoStep, moreMaps: (covariance) => [largestEntry(covariance)] },
};

function fitFromBeginnings(
  features: PositionFeatures,
  target: TargetToFit,
  options: FactorisedReadoutOptions,
): FittedTarget {
  const level = mean(target.y);
  const covariance = overSamples(
    features,
    target.y.map((value) => value - level),
  );
  const first = firstPattern(covariance)?.map ?? unitMap(new Float64Array(features.positions).fill(1));
  const maps = [first, ...penalties[options.penalty ?? "ridge"].moreMaps(covariance)];
  const ends = maps.map((map) => fitByTurns(features, target, map, options));
  return ends.reduce((best, end) => (end.losses.at(-1)! < best.losses.at(-1)! ? end : best));
}

function fitByTurns(
  features: PositionFeatures,
  { y, alpha }: TargetToFit,
  beginning: Float64Array,
  { linalg, penalty = "ridge", mostSteps = 100, tolerance = 1e-8 }: FactorisedReadoutOptions,
): FittedTarget {
  const { size, step } = penalties[penalty];
  const losses: number[] = [];
  let map = beginning;
  let start: Float64Array | undefined;
  for (;;) {
    const settings = { alpha: alpha * size(map), linalg, start };
    const { weights, intercept, loss } = step(overPositions(features, map), y, settings);
    const before = losses.at(-1) ?? Number.POSITIVE_INFINITY;
    losses.push(loss);
    const found = { map, weights, intercept, losses: Float64Array.from(losses) };
    const isSettled = losses.length > 1 && before - loss <= tolerance * before;
    if (losses.length > mostSteps || sumOfSquares(weights) === 0 || isSettled) return found;
    const turned = step(overChannels(features, weights), y, { alpha: alpha * size(weights), linalg, start: map });
    const length = Math.sqrt(sumOfSquares(turned.weights));
    if (length === 0) return found;
    map = unitMap(turned.weights);
    start = weights.map((weight) => weight * length);
  }
}
