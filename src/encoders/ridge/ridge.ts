import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type Targets, targetsOf } from "../targets.js";
import { checkDesign, checkedAlphas, checkTargets } from "./check-inputs.js";
import { type RidgeDesignOptions, ridgeForm } from "./choose-form.js";
import { fitWeights, type RidgeWeights } from "./fit-weights.js";
import { batchSize, overBatches } from "./over-batches.js";

/** Settings of {@link ridge}. */
export interface RidgeOptions extends RidgeDesignOptions {
  /** The penalty of all targets, or one for each; ≥ 0. */
  readonly alpha: number | ArrayLike<number>;
  /** Targets worked on together. Default: as many as make 64 MB in single precision. */
  readonly batch?: number | undefined;
}

/** What {@link ridge} fitted. */
export interface RidgeFit extends RidgeWeights {
  readonly form: "primal" | "dual";
}

/**
 * Ridge regression: W = (Xᵀ X + α I)⁻¹ Xᵀ Y, or the same number by number as Xᵀ (X Xᵀ + α I)⁻¹ Y, with a penalty of its
 * own for every target where asked for (Hoerl and Kennard 1970, https://doi.org/10.1080/00401706.1970.10488634). With an
 * intercept X and Y are taken less their means, and b = ȳ − x̄ W.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a design that holds what is not finite, rows or penalties that do not match; NumericError when
 *   a penalty is 0 and the design has no full rank.
 */
export function ridge(x: Matrix<Floats>, y: Matrix<Floats> | Targets, options: RidgeOptions): RidgeFit {
  const { linalg } = options;
  const targets = targetsOf(y);
  checkDesign(x);
  checkTargets(targets, x.rows);
  const { alphas, indexOf } = distinctAlphas(options.alpha, targets.columns);
  const form = ridgeForm(x, options);
  const batches = overBatches(form, targets, batchSize(targets, options.batch));
  return { ...fitWeights(form, batches, { alphas, indexOf, linalg }), form: form.name };
}

/** The penalties that occur, and the place of each target's among them. */
export function distinctAlphas(
  alpha: number | ArrayLike<number>,
  count: number,
): { readonly alphas: Float64Array; readonly indexOf: Int32Array } {
  if (typeof alpha === "number") return { alphas: checkedAlphas([alpha]), indexOf: new Int32Array(count) };
  if (alpha.length !== count) {
    const expected = `one penalty, or ${count}, one per target`;
    throw new ArgumentError({ argument: "alpha", expected, found: String(alpha.length) });
  }
  // a target that could not be fitted has no penalty, and needs none
  const list = Float64Array.from(Array.from(alpha), (value) => (Number.isNaN(value) ? 1 : value));
  const alphas = checkedAlphas(count === 0 ? [1] : [...new Set(list)]);
  const places = new Map(Array.from(alphas, (value, index) => [value, index]));
  return { alphas, indexOf: Int32Array.from(list, (value) => places.get(value)!) };
}
