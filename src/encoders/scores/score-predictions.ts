import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type ColumnScoreName, columnScores } from "../column-scores.js";
import { finitePredictions } from "./finite-predictions.js";

/** Scores of targets, and how many predictions had to be replaced. */
export interface PredictionScores {
  readonly values: Float64Array;
  /** Predictions that were not finite and counted as 0, per target. */
  readonly replaced: Int32Array;
}

/**
 * Scores predictions target by target. A prediction that is not finite counts as 0 and is reported; a target that does
 * not vary scores 0 by r and R².
 *
 * @param measured - n samples × t targets.
 * @param predicted - The same shape.
 * @throws ArgumentError when the shapes differ.
 */
export function scorePredictions(
  measured: Matrix<Floats>,
  predicted: Matrix<Floats>,
  { score }: { readonly score: ColumnScoreName },
): PredictionScores {
  const { rows, columns } = measured;
  if (predicted.rows !== rows || predicted.columns !== columns) {
    const found = `${predicted.rows} × ${predicted.columns}`;
    throw new ArgumentError({ argument: "predicted", expected: `${rows} × ${columns}, as measured`, found });
  }
  const { predictions, replaced } = finitePredictions(predicted);
  return { values: columnScores[score](measured, predictions), replaced };
}
