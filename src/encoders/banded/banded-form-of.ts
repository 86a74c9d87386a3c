import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { Fold } from "../folds/fold.js";
import type { RidgeFormName } from "../ridge/choose-form.js";
import type { BandedForm } from "./banded-form.js";
import { bandedKernelForm } from "./banded-kernel-form.js";
import { bandedPrimalForm } from "./banded-primal-form.js";
import { checkSpaces } from "./check-spaces.js";

/** The two forms of the same regression. */
export const bandedForms = { primal: bandedPrimalForm, dual: bandedKernelForm } as const;

/** Settings of every regression over feature spaces. */
export interface BandedOptions {
  readonly linalg: LinalgProvider;
  /** Fits a constant that is not penalised. Default: false. */
  readonly intercept?: boolean | undefined;
  /** `primal` through products of features, `dual` through kernels of rows. Default: `auto`, the smaller system. */
  readonly form?: RidgeFormName | undefined;
  /** Targets worked on together. Default: as many as make 64 to 128 MB in single precision. */
  readonly batch?: number | undefined;
}

/**
 * The form of a regression over feature spaces; `auto` is primal where there are no more features than rows that a fold
 * fits, else dual.
 *
 * @throws ArgumentError for what is no feature space.
 */
export function bandedFormOf(
  spaces: readonly Matrix<Floats>[],
  { linalg, intercept = false, form = "auto" }: BandedOptions,
  folds: readonly Fold[] = [],
): BandedForm {
  checkSpaces(spaces);
  const features = spaces.reduce((sum, { columns }) => sum + columns, 0);
  const fitted = folds.reduce((least, { train }) => Math.min(least, train.length), spaces[0]!.rows);
  const name = form === "auto" ? (features <= fitted ? "primal" : "dual") : form;
  return bandedForms[name](spaces, { intercept, linalg });
}
