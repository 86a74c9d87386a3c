import type { Floats, Matrix } from "../../linalg/provider.js";
import { dualForm } from "./dual-form.js";
import type { RidgeForm } from "./normal-equations.js";
import { primalForm, type RidgeFormOptions } from "./primal-form.js";
import { standardisedDualForm } from "./standardised-dual-form.js";
import { standardisedForm } from "./standardised-form.js";

/** The two forms of the same regression. */
export const ridgeForms = { primal: primalForm, dual: dualForm } as const;

/** The same on features in units of their spread. */
const standardisedForms = { primal: standardisedForm, dual: standardisedDualForm } as const;

/** Name of a form; `auto` is the one with the smaller system. */
export type RidgeFormName = "primal" | "dual" | "auto";

/** What is done to the features before they are fitted, and how. */
export interface RidgeDesignOptions {
  /** Fits a constant that is not penalised. Default: false. */
  readonly intercept?: boolean | undefined;
  /**
   * Divides each feature by its standard deviation over the training rows, which changes what a penalty means; always
   * with an intercept. Default: false.
   */
  readonly scale?: boolean | undefined;
  /** Default: `auto`, primal where there are no more features than rows, else dual. */
  readonly form?: RidgeFormName | undefined;
  readonly linalg: RidgeFormOptions["linalg"];
}

/** The form of a design that was asked for. */
export function ridgeForm(x: Matrix<Floats>, options: RidgeDesignOptions): RidgeForm {
  const { intercept = false, scale = false, form = "auto", linalg } = options;
  const name = form === "auto" ? (x.columns <= x.rows ? "primal" : "dual") : form;
  if (scale) return standardisedForms[name](x, { linalg });
  return ridgeForms[name](x, { intercept, linalg });
}
