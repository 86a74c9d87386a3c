import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { BandedPenalties } from "../banded/banded-choice.js";
import { kernelsForm } from "../banded/banded-kernel-form.js";
import { putColumns, unknownMatrix } from "../banded/put-columns.js";
import { solveBands } from "../banded/solve-bands.js";
import { columnMeans } from "../column-means.js";
import type { Targets } from "../targets.js";

/** A model on kernels. */
export interface KernelFit {
  /** n × t, in float64; NaN for a target that holds what is not finite. */
  readonly dual: Matrix<Floats>;
  /** What is added to the prediction of each target; undefined without an intercept. */
  readonly intercept: Float64Array | undefined;
}

/** Settings of a fit on kernels. */
export interface FitKernelsOptions {
  readonly linalg: LinalgProvider;
  /** Fits a constant that is not penalised, as if features were less their means. Default: false. */
  readonly intercept?: boolean | undefined;
  /** Targets worked on together. Default: as many as make 64 MB in single precision. */
  readonly batch?: number | undefined;
}

/** D = (Σ γ_g K_g + α I)⁻¹ Y, with weights and a penalty of its own for every target. */
export function fitKernels(
  kernels: readonly Matrix[],
  targets: Targets,
  penalties: BandedPenalties,
  { linalg, intercept = false, batch }: FitKernelsOptions,
): KernelFit {
  const form = kernelsForm(kernels, { linalg, intercept, like: kernels[0]!.values });
  const dual = unknownMatrix(form.rows, targets.columns, form.like);
  const constants = intercept ? new Float64Array(targets.columns).fill(Number.NaN) : undefined;
  const kernelMeans = intercept ? kernels.map((kernel) => columnMeans(kernel)) : [];
  for (const { from, solutions, means, missing } of solveBands(form, targets, penalties, { linalg, batch })) {
    for (const { weights, targets: members, coefficients } of solutions) {
      putColumns(dual, coefficients, members, from);
      for (const [index, target] of members.entries()) {
        if (constants)
          constants[from + target] = means![target]! - constantOf(kernelMeans, weights, coefficients, index);
      }
    }
    for (const target of missing) {
      for (let row = 0; row < dual.rows; row++) dual.values[row * dual.columns + from + target] = Number.NaN;
      if (constants) constants[from + target] = Number.NaN;
    }
  }
  return { dual, intercept: constants };
}

/**
 * Σ γ_g k̄_g · d: what centred kernels take away from a prediction. The other terms vanish, as the solutions sum to 0.
 */
function constantOf(
  kernelMeans: readonly Float64Array[],
  weights: Float64Array,
  { rows, columns, values }: Matrix<Floats>,
  target: number,
): number {
  let constant = 0;
  for (const [space, means] of kernelMeans.entries()) {
    for (let row = 0; row < rows; row++) constant += weights[space]! * means[row]! * values[row * columns + target]!;
  }
  return constant;
}
