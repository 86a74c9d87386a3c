import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { columnsOf } from "../column-selection.js";
import { batchSize } from "../ridge/over-batches.js";
import { targetBatches } from "../ridge/target-batches.js";
import { samePrecision } from "../same-precision.js";
import { scaleRows } from "../scale-matrix.js";
import type { Targets } from "../targets.js";
import type { BandedPenalties } from "./banded-choice.js";
import type { BandedForm, BandedRight, SpaceWeights } from "./banded-form.js";
import { penalisedFactor } from "./fold-predictors.js";

/**
 * Solutions over all rows of those targets of a batch that have the same weights of the spaces and the same penalty.
 */
export interface BandedSolution {
  readonly weights: SpaceWeights;
  /** The targets, by their position in the batch. */
  readonly targets: Int32Array;
  /** scale ∘ (system + α I)⁻¹ · scale ∘ right, r × targets: what predictions are linear in. */
  readonly coefficients: Matrix<Floats>;
}

/** The solutions of a batch of targets over all rows. */
export interface BandedBatch {
  readonly from: number;
  readonly width: number;
  readonly solutions: readonly BandedSolution[];
  /** Means of the targets; undefined without an intercept. */
  readonly means: Float64Array | undefined;
  /** Targets that could not be fitted, by their position in the batch. */
  readonly missing: readonly number[];
}

/** Settings of {@link solveBands}. */
export interface SolveBandsOptions {
  readonly linalg: LinalgProvider;
  readonly batch?: number | undefined;
}

/** Solves the equations of all rows batch by batch; targets of the same weights together. */
export function* solveBands(
  form: BandedForm,
  targets: Targets,
  penalties: BandedPenalties,
  { linalg, batch: asked }: SolveBandsOptions,
): Generator<BandedBatch> {
  for (const { from, y, odd } of targetBatches(targets, batchSize(targets, asked))) {
    const width = y.columns;
    const isOdd = new Set(odd.missing);
    const right = form.right(form.batchOf(y));
    const chosen = penalties.candidateIndex.subarray(from, from + width);
    const places = [...new Set(chosen)].filter((place) => place >= 0);
    const solutions = places.flatMap((place) => {
      const members = Int32Array.from(chosen.keys()).filter((target) => chosen[target] === place);
      return solutionsOf(form, penalties.candidates[place]!, right, {
        members,
        alphaOf: (target) => penalties.alphas[from + target]!,
        linalg,
      });
    });
    const missing = [...chosen.keys()].filter((target) => isOdd.has(from + target) || chosen[target] === -1);
    yield { from, width, solutions, means: right.means, missing };
  }
}

/** Solutions of targets of the same weights: one factor for each of their penalties. */
function solutionsOf(
  form: BandedForm,
  weights: SpaceWeights,
  right: BandedRight,
  settings: { members: Int32Array; alphaOf: (target: number) => number; linalg: LinalgProvider },
): readonly BandedSolution[] {
  const { members, alphaOf, linalg } = settings;
  const { system, scale } = form.equations(weights)();
  return [...new Set(Array.from(members, alphaOf))].map((alpha) => {
    const targets = members.filter((target) => alphaOf(target) === alpha);
    const own = samePrecision(columnsOf<Floats>(right.values, targets), system.values) as Matrix;
    if (scale) scaleRows(own, scale);
    const solved = solveCholesky(linalg, penalisedFactor(system, alpha, linalg), own);
    const coefficients = samePrecision(scale ? scaleRows(solved, scale) : solved, form.like);
    return { weights, targets, coefficients };
  });
}
