import { minimise, type SlopeAt } from "../../linalg/minimise.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { mean } from "../../stats/mean.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import type { Targets } from "../targets.js";
import { overPositions, overSamples } from "./contractions.js";
import { firstPattern } from "./first-pattern.js";
import {
  type FittedTarget,
  fitEachTarget,
  type StepwiseOptions,
  type StepwiseReadout,
  type TargetToFit,
} from "./fit-each-target.js";
import type { PositionFeatures } from "./position-features.js";
import { type ReadoutStep, ridgeStep } from "./ridge-step.js";
import { softmaxMap } from "./softmax-map.js";

/** Settings of {@link softmaxReadout}. */
export interface SoftmaxReadoutOptions extends StepwiseOptions {
  /** Beginnings from random logits beside the two that are always tried. Default: none. */
  readonly starts?: { readonly random: RandomSource; readonly count: number } | undefined;
}

/** How far apart logits are in the beginning that is taken from the data. */
const contrast = 4;

/**
 * A map of shares of attention times weights of channels for every target: ŷ = Σ softmax(S)(h w) Σ F(h w, c) u(c) + b.
 * Minimises Σ (y − ŷ)² + α ‖u‖². For given logits u and b are a ridge regression of the pooled features, so that the
 * loss is one of S alone (Golub and Pereyra 1973, https://doi.org/10.1137/0710036); it goes downhill in S from an even
 * map, from one that follows the covariance of features and target, and from random ones if asked for, and the lowest
 * end is kept. That is a minimum near one of the beginnings, not always the lowest. Targets are fitted one by one.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a grid that is none or holds what is not finite, an empty mask, rows or penalties that do not
 *   match; NumericError when a penalty is 0 and channels explain each other.
 */
export function softmaxReadout(
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: SoftmaxReadoutOptions,
): StepwiseReadout {
  const fitOne = (used: PositionFeatures, target: TargetToFit) => fitDownhill(used, target, options);
  return fitEachTarget(features, y, { ...options, fitOne, mapOf: softmaxMap });
}

interface SoftmaxAt extends SlopeAt {
  readonly map: Float64Array;
  readonly fit: ReadoutStep;
}

function fitDownhill(
  features: PositionFeatures,
  target: TargetToFit,
  { linalg, starts, mostSteps = 100, tolerance = 1e-8 }: SoftmaxReadoutOptions,
): FittedTarget {
  const { y, alpha } = target;
  const at = (logits: Float64Array): SoftmaxAt => {
    const map = softmaxMap(logits);
    const fit = ridgeStep(overPositions(features, map), y, { alpha, linalg });
    // at the best u and b their own slopes are 0, and the loss moves with the map alone
    const weights = { rows: features.channels, columns: 1, values: fit.weights };
    const slopes = linalg.multiply(overSamples(features, fit.residuals), weights).values;
    const average = slopes.reduce((sum, slope, position) => sum + map[position]! * slope, 0);
    const gradient = slopes.map((slope, position) => -2 * map[position]! * (slope - average));
    return { value: fit.loss, gradient, map, fit };
  };
  const ways = beginnings(features, target, starts).map((start) => minimise(at, start, { mostSteps, tolerance }));
  const { found, values } = ways.reduce((best, way) => (way.found.value < best.found.value ? way : best));
  const { weights, intercept } = found.fit;
  return { map: found.map, weights, intercept, losses: values };
}

function beginnings(
  features: PositionFeatures,
  { y, target }: TargetToFit,
  starts: SoftmaxReadoutOptions["starts"],
): readonly Float64Array[] {
  const level = mean(y);
  const even = new Float64Array(features.positions);
  const covariance = overSamples(
    features,
    y.map((value) => value - level),
  );
  const sizes = firstPattern(covariance)?.map.map(Math.abs) ?? even;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0) || 1;
  const random = Array.from({ length: starts?.count ?? 0 }, (_, start) => {
    const stream = starts!.random.derive("softmax", target, start);
    return even.map(() => stream.normal());
  });
  return [even, sizes.map((size) => (contrast * size) / largest), ...random];
}
