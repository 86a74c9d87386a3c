import type { Floats, Matrix } from "../../linalg/provider.js";
import { kernelsForm } from "../banded/banded-kernel-form.js";
import { type BandedCandidates, candidatesOf } from "../banded/banded-ridge.js";
import { checkKernels } from "../banded/check-spaces.js";
import { type BandedSearch, type SearchBandsOptions, searchBands } from "../banded/search-bands.js";
import { kernelForm } from "../ridge/dual-form.js";
import { type CrossValidationOptions, crossValidate, type RidgeCVResult } from "../ridge/ridge-cv.js";
import { type Targets, targetsOf } from "../targets.js";

/** Settings of {@link kernelRidgeCV}. */
export interface KernelRidgeCVOptions extends CrossValidationOptions {
  /** Fits a constant that is not penalised, as if features were less their means. Default: false. */
  readonly intercept?: boolean | undefined;
}

/**
 * Chooses the penalty of kernel ridge regression by cross-validation, see `ridgeCV`; of a linear kernel with the same
 * result.
 *
 * @param kernel - n × n, symmetric, of no negative eigenvalue.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a kernel that is not square or not finite, and whatever `ridgeCV` refuses.
 */
export function kernelRidgeCV(
  kernel: Matrix,
  y: Matrix<Floats> | Targets,
  options: KernelRidgeCVOptions,
): RidgeCVResult {
  checkKernels([kernel], "kernel");
  const { linalg, intercept = false } = options;
  return crossValidate(kernelForm(kernel, { linalg, intercept, like: kernel.values }), y, options);
}

/** Settings of {@link multipleKernelRidgeCV}. */
export interface MultipleKernelRidgeCVOptions extends SearchBandsOptions, BandedCandidates {
  /** Fits a constant that is not penalised, as if features were less their means. Default: false. */
  readonly intercept?: boolean | undefined;
}

/**
 * Chooses weights of kernels and a penalty for every target by cross-validation, as `bandedRidge` does for feature
 * spaces; of linear kernels with the same result.
 *
 * @param kernels - n × n each, symmetric, of no negative eigenvalue.
 * @param y - n samples × t targets.
 * @throws ArgumentError for kernels that are not square, of different rows or not finite, and whatever `bandedRidge`
 *   refuses.
 */
export function multipleKernelRidgeCV(
  kernels: readonly Matrix[],
  y: Matrix<Floats> | Targets,
  options: MultipleKernelRidgeCVOptions,
): BandedSearch {
  checkKernels(kernels);
  const { linalg, intercept = false } = options;
  const form = kernelsForm(kernels, { linalg, intercept, like: kernels[0]!.values });
  return searchBands(form, targetsOf(y), candidatesOf(kernels.length, options), options);
}
