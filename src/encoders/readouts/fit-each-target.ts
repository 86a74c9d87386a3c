import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import { checkRows } from "../ridge/check-inputs.js";
import { targetWarnings } from "../ridge/odd-targets.js";
import { distinctAlphas } from "../ridge/ridge.js";
import { targetBatches } from "../ridge/target-batches.js";
import { type Targets, targetsOf } from "../targets.js";
import { type PositionFeatures, type PositionMask, positionFeatures, wholeMaps } from "./position-features.js";
import type { FittedReadout } from "./readout.js";

/** Targets that are asked for together. */
const together = 64;

/** Settings of readouts that are fitted target by target, in steps. */
export interface StepwiseOptions {
  readonly linalg: LinalgProvider;
  /** The penalty of all targets, or one for each; above 0 unless samples are many and features independent. */
  readonly alpha: number | ArrayLike<number>;
  readonly mask?: PositionMask | undefined;
  /** Steps after which it stops anyhow. Default: 100. */
  readonly mostSteps?: number | undefined;
  /** The share by which a step must lower the loss to be followed by another. Default: 1e-8. */
  readonly tolerance?: number | undefined;
}

/** A readout that was fitted step by step, target by target. */
export interface StepwiseReadout extends FittedReadout {
  /** Of each target the loss after every step, never rising; empty where it was not fitted. */
  readonly losses: readonly Float64Array[];
}

/** One fitted target. */
export interface FittedTarget {
  /** Over the positions used. */
  readonly map: Float64Array;
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly losses: Float64Array;
}

/** A target to fit: n values that are finite and vary, its penalty, and its number. */
export interface TargetToFit {
  readonly y: Float64Array;
  readonly alpha: number;
  readonly target: number;
}

/** How a target is fitted, and by which rule its numbers become a map. */
export interface FitEachTargetRules {
  readonly fitOne: (features: PositionFeatures, target: TargetToFit) => FittedTarget;
  readonly mapOf: (values: Float64Array) => Float64Array;
}

/**
 * Fits a readout target by target. One that holds what is not finite is NaN throughout; one that does not vary gets an
 * even map, weights of 0 and its value as the intercept; the warnings name both.
 *
 * @throws ArgumentError for a grid that is none, an empty mask, and rows or penalties that do not match.
 */
export function fitEachTarget(
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: Pick<StepwiseOptions, "alpha" | "mask"> & FitEachTargetRules,
): StepwiseReadout {
  const used = positionFeatures(features, options.mask);
  const targets = targetsOf(y);
  checkRows(targets.rows, used.samples, "y");
  const { alphas, indexOf } = distinctAlphas(options.alpha, targets.columns);
  const even = options.mapOf(new Float64Array(used.positions).fill(1));
  const unfitted = (level: number): FittedTarget => ({
    map: even.map((share) => share + 0 * level),
    weights: new Float64Array(used.channels).fill(0 * level),
    intercept: level,
    losses: new Float64Array(0),
  });
  const fits: FittedTarget[] = [];
  const odd = { missing: [] as number[], constant: [] as number[] };
  for (const { from, y: batch, odd: own } of targetBatches(targets, together)) {
    odd.missing.push(...own.missing);
    odd.constant.push(...own.constant);
    for (let column = 0; column < batch.columns; column++) {
      const values = Float64Array.from({ length: batch.rows }, (_, row) => batch.values[row * batch.columns + column]!);
      const target = from + column;
      if (own.missing.includes(target)) fits.push(unfitted(Number.NaN));
      else if (own.constant.includes(target)) fits.push(unfitted(values[0]!));
      else fits.push(options.fitOne(used, { y: values, alpha: alphas[indexOf[target]!]!, target }));
    }
  }
  return {
    ...assembled(features, used, fits),
    losses: fits.map(({ losses }) => losses),
    warnings: targetWarnings(odd),
  };
}

function assembled({ height, width, channels }: FeatureGrid, used: PositionFeatures, fits: readonly FittedTarget[]) {
  const weights = matrix(fits.length, channels);
  for (const [target, fit] of fits.entries()) weights.values.set(fit.weights, target * channels);
  const maps = fits.map(({ map }) => map);
  const intercept = Float64Array.from(fits, (fit) => fit.intercept);
  return { height, width, channels, maps: wholeMaps(maps, used), weights, intercept };
}
