import type { Floats, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";

/** Predictions all of which are numbers, and how many had to be made so. */
export interface FinitePredictions {
  /** The matrix itself where nothing had to be replaced. */
  readonly predictions: Matrix<Floats>;
  /** Predictions that were not finite and count as 0, per target. */
  readonly replaced: Int32Array;
}

/** Puts 0 in the place of what is not finite. */
export function finitePredictions(predicted: Matrix<Floats>): FinitePredictions {
  const replaced = new Int32Array(predicted.columns);
  let clean = predicted;
  for (let index = 0; index < predicted.values.length; index++) {
    if (Number.isFinite(predicted.values[index]!)) continue;
    if (clean === predicted) clean = copyOf(predicted);
    clean.values[index] = 0;
    replaced[index % predicted.columns]!++;
  }
  return { predictions: clean, replaced };
}
