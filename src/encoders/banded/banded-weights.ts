import type { Floats, Matrix } from "../../linalg/provider.js";
import { interceptOf } from "../ridge/fit-weights.js";
import { type Targets, targetsOf } from "../targets.js";
import { type BandedPenalties, checkPenalties } from "./banded-choice.js";
import type { BandedForm } from "./banded-form.js";
import { type BandedOptions, bandedFormOf } from "./banded-form-of.js";
import { putColumns, unknownMatrix } from "./put-columns.js";
import { type SolveBandsOptions, solveBands } from "./solve-bands.js";

/** Weights of the features as they were given, not scaled. */
export interface BandedWeights {
  /** One matrix per space, p_g × t; NaN for a target that could not be fitted. */
  readonly spaces: readonly Matrix<Floats>[];
  /** What is added to the prediction of each target; undefined without an intercept. */
  readonly intercept: Float64Array | undefined;
}

/**
 * Fits all rows with weights of the spaces and penalties that are known: W = (Xᵀ X + D)⁻¹ Xᵀ Y, D the penalty α / γ_g
 * of each feature's space.
 *
 * @param spaces - n samples × p_g features each.
 * @param y - n samples × t targets.
 * @param penalties - From `bandedRidge`, `refineBands`, or of `penaltiesOf(deltas)`.
 * @throws ArgumentError for spaces that no model can be fitted to, and penalties of other spaces or targets.
 */
export function bandedWeights(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats> | Targets,
  { penalties, ...options }: BandedOptions & { readonly penalties: BandedPenalties },
): BandedWeights {
  const features = spaces.map(({ columns }) => columns);
  return weighBands(bandedFormOf(spaces, options), targetsOf(y), penalties, { ...options, features });
}

/** {@link bandedWeights} of a form that knows its features, so many in each space. */
export function weighBands(
  form: BandedForm,
  targets: Targets,
  penalties: BandedPenalties,
  options: SolveBandsOptions & { readonly features: readonly number[] },
): BandedWeights {
  checkPenalties(penalties, form.spaces, targets.columns);
  const count = targets.columns;
  const intercept = form.intercept ? new Float64Array(count).fill(Number.NaN) : undefined;
  const spaces = options.features.map((rows) => unknownMatrix(rows, count, form.like));
  for (const { from, solutions, means, missing } of solveBands(form, targets, penalties, options)) {
    for (const { weights, targets: members, coefficients } of solutions) {
      const own = form.weightsOf!(weights, coefficients);
      for (const [space, part] of own.entries()) putColumns(spaces[space]!, part, members, from);
      if (!intercept) continue;
      // ȳ − Σ x̄_g w_g
      const constants = own.reduce<Float64Array>(
        (rest, part, space) => interceptOf(part, rest, form.featureMeans![space]!),
        Float64Array.from(members, (target) => means![target]!),
      );
      for (const [index, target] of members.entries()) intercept[from + target] = constants[index]!;
    }
    for (const target of missing) {
      if (intercept) intercept[from + target] = Number.NaN;
      for (const { rows, values } of spaces) {
        for (let row = 0; row < rows; row++) values[row * count + from + target] = Number.NaN;
      }
    }
  }
  return { spaces, intercept };
}
