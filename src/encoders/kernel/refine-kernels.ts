import type { Floats, Matrix } from "../../linalg/provider.js";
import { kernelsForm } from "../banded/banded-kernel-form.js";
import { checkKernels } from "../banded/check-spaces.js";
import { type RefineBandsOptions, type RefinedBands, refineForm } from "../banded/refine-bands.js";
import { type Targets, targetsOf } from "../targets.js";

/**
 * Refines the weights of kernels target by target by the gradient of the cross-validated mean squared error, as
 * `refineBands` does for feature spaces; of linear kernels with the same result.
 *
 * @param kernels - n × n each, symmetric, of no negative eigenvalue.
 * @param y - n samples × t targets.
 * @throws ArgumentError for kernels that are not square, of different rows or not finite, and whatever `refineBands`
 *   refuses.
 */
export function refineKernels(
  kernels: readonly Matrix[],
  y: Matrix<Floats> | Targets,
  options: Omit<RefineBandsOptions, "form">,
): RefinedBands {
  checkKernels(kernels);
  const { linalg, intercept = false } = options;
  return refineForm(kernelsForm(kernels, { linalg, intercept, like: kernels[0]!.values }), targetsOf(y), options);
}
