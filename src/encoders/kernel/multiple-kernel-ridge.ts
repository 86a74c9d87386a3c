import type { Floats, Matrix } from "../../linalg/provider.js";
import { penaltiesOf } from "../banded/banded-choice.js";
import { checkDeltas } from "../banded/check-deltas.js";
import { checkKernels } from "../banded/check-spaces.js";
import { type Targets, targetsOf } from "../targets.js";
import { type FitKernelsOptions, fitKernels, type KernelFit } from "./fit-kernels.js";

/** Settings of {@link multipleKernelRidge}. */
export interface MultipleKernelRidgeOptions extends FitKernelsOptions {
  /** Logarithm of each kernel's weight, kernels × t; −∞ leaves a kernel out. */
  readonly deltas: Matrix;
}

/**
 * Ridge regression on a weighted sum of kernels: D = (Σ_g exp(δ_g) K_g + I)⁻¹ Y; kernel g predicts exp(δ_g) K_g D.
 *
 * @param kernels - n × n each, symmetric, of no negative eigenvalue.
 * @param y - n samples × t targets.
 * @throws ArgumentError for kernels that are not square, of different rows or not finite, and deltas that are not one
 *   per kernel and target or are not below ∞.
 */
export function multipleKernelRidge(
  kernels: readonly Matrix[],
  y: Matrix<Floats> | Targets,
  options: MultipleKernelRidgeOptions,
): KernelFit {
  checkKernels(kernels);
  const targets = targetsOf(y);
  checkDeltas(options.deltas, kernels.length, targets.columns);
  return fitKernels(kernels, targets, penaltiesOf(options.deltas), options);
}
