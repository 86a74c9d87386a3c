import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type Targets, targetsOf } from "../targets.js";
import { type BandedPenalties, checkPenalties } from "./banded-choice.js";
import { type BandedOptions, bandedFormOf } from "./banded-form-of.js";
import { checkSpaces } from "./check-spaces.js";
import { predictBands, type SpacePredictions } from "./predict-bands.js";

/** Settings of {@link bandedPredict}. */
export interface BandedPredictOptions extends BandedOptions {
  /** Features of the rows to predict, m × p_g for each space. */
  readonly predicted: readonly Matrix<Floats>[];
  /** From `bandedRidge`, `refineBands`, or of `penaltiesOf(deltas)`. */
  readonly penalties: BandedPenalties;
}

/**
 * Fits all rows and predicts others, apart for every feature space, a batch of targets at a time: ŷ = Σ_g ŷ_g (and
 * `means`), ŷ_g = X_g w_g. Weights of all targets are never held.
 *
 * @param spaces - n samples × p_g features each.
 * @param y - n samples × t targets.
 * @throws ArgumentError for spaces that no model can be fitted to, other spaces to predict, and penalties of others.
 */
export function* bandedPredict(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats> | Targets,
  { predicted, penalties, ...options }: BandedPredictOptions,
): Generator<SpacePredictions> {
  const targets = targetsOf(y);
  checkSpaces(predicted, "predicted");
  checkPenalties(penalties, spaces.length, targets.columns);
  const features = (list: readonly Matrix<Floats>[]) => list.map(({ columns }) => columns).join(", ");
  if (features(predicted) !== features(spaces)) {
    const expected = `spaces of ${features(spaces)} features`;
    throw new ArgumentError({ argument: "predicted", expected, found: features(predicted) });
  }
  yield* predictBands(bandedFormOf(spaces, options), targets, predicted, { ...options, penalties });
}
