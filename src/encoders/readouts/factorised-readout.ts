import type { Floats, Matrix } from "../../linalg/provider.js";
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
import type { PositionFeatures } from "./position-features.js";
import { ridgeStep, sumOfSquares } from "./ridge-step.js";
import { unitMap } from "./unit-map.js";

/**
 * A map of positions times weights of channels for every target (Klindt et al. 2017, arXiv 1711.02653), the map of
 * length 1: ŷ = Σ s(h w) Σ F(h w, c) u(c) + b. Minimises Σ (y − ŷ)² + α ‖s‖² ‖u‖², which does not depend on how the size
 * is shared between s and u, by turns: with s fixed u is a ridge regression of the features pooled by s, with u fixed s
 * is one of the channels mixed by u. Each turn is a closed form, so the loss never rises; it comes to a minimum near
 * where it began, the best product for the covariance of features and target. Targets are fitted one by one, and no
 * random number is drawn. The sign of a map and of its weights can be exchanged.
 *
 * The penalty ‖s‖₁ ‖u‖₁ of the source, which wants zeros, is not offered: it has no closed form.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a grid that is none or holds what is not finite, an empty mask, rows or penalties that do not
 *   match; NumericError when a penalty is 0 and features explain each other.
 */
export function factorisedReadout(
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: StepwiseOptions,
): StepwiseReadout {
  const fitOne = (used: PositionFeatures, target: TargetToFit) => fitByTurns(used, target, options);
  return fitEachTarget(features, y, { ...options, fitOne, mapOf: unitMap });
}

function fitByTurns(
  features: PositionFeatures,
  { y, alpha }: TargetToFit,
  { linalg, mostSteps = 100, tolerance = 1e-8 }: StepwiseOptions,
): FittedTarget {
  const level = mean(y);
  const covariance = overSamples(
    features,
    y.map((value) => value - level),
  );
  let map = firstPattern(covariance)?.map ?? unitMap(new Float64Array(features.positions).fill(1));
  const losses: number[] = [];
  for (;;) {
    const { weights, intercept, loss } = ridgeStep(overPositions(features, map), y, { alpha, linalg });
    const before = losses.at(-1) ?? Number.POSITIVE_INFINITY;
    losses.push(loss);
    const found = { map, weights, intercept, losses: Float64Array.from(losses) };
    const size = sumOfSquares(weights);
    const isSettled = losses.length > 1 && before - loss <= tolerance * before;
    if (losses.length > mostSteps || size === 0 || isSettled) return found;
    const step = ridgeStep(overChannels(features, weights), y, { alpha: alpha * size, linalg });
    if (sumOfSquares(step.weights) === 0) return found;
    map = unitMap(step.weights);
  }
}
