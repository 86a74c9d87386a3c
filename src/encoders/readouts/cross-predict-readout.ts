import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { contiguous } from "../../linalg/views.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import { gridRows } from "../features/grid-rows.js";
import type { Fold } from "../folds/fold.js";
import { checkRows } from "../ridge/check-inputs.js";
import { rowsOf } from "../row-selection.js";
import { predictReadout } from "./predict-readout.js";
import type { Readout } from "./readout.js";

/** Settings of {@link crossPredictReadout}. */
export interface CrossPredictReadoutOptions {
  readonly linalg: LinalgProvider;
  readonly folds: readonly Fold[];
  /** Fits a readout to the samples of the training side alone; folds of its own are over these samples. */
  readonly fitReadout: (features: FeatureGrid, y: Matrix<Floats>) => Readout;
}

/**
 * Predicts every sample of the folds by a readout that was fitted without it, for readouts of any kind.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @returns n × t; NaN for samples that no fold predicts. Where folds predict a sample twice, the later one stands.
 * @throws ArgumentError when rows do not match or there is no fold, and what `fitReadout` throws.
 */
export function crossPredictReadout(
  features: FeatureGrid,
  y: Matrix<Floats>,
  { linalg, folds, fitReadout }: CrossPredictReadoutOptions,
): Matrix {
  checkRows(y.rows, features.samples, "y");
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  const predictions = matrix(y.rows, y.columns);
  predictions.values.fill(Number.NaN);
  for (const { train, test } of folds) {
    const readout = fitReadout(gridRows(features, train), contiguous<Floats>(rowsOf<Floats>(y, train)));
    const predicted = predictReadout(gridRows(features, test), readout, { linalg });
    for (const [index, row] of test.entries()) {
      predictions.values.set(predicted.values.subarray(index * y.columns, (index + 1) * y.columns), row * y.columns);
    }
  }
  return predictions;
}
