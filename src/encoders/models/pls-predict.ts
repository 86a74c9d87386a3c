import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block, transposed } from "../../linalg/views.js";
import { checkDesign } from "../ridge/check-inputs.js";
import { type PlsFit, scaledBy } from "./pls.js";

/** Settings of {@link plsPredict}. */
export interface PlsPredictOptions {
  readonly linalg: LinalgProvider;
  /** Uses the first components alone: as if no more had been fitted. Default: all. */
  readonly components?: number | undefined;
}

/**
 * What partial least squares predicts for other rows, m × t.
 *
 * @param x - m samples × p features.
 * @throws ArgumentError when the features are not those of the model in number, or hold what is not finite, and for
 *   more components than the model has.
 */
export function plsPredict(x: Matrix<Floats>, fit: PlsFit, { linalg, components }: PlsPredictOptions): Matrix {
  checkDesign(x);
  const { rotations, targetLoadings, features, targets } = fit;
  if (x.columns !== rotations.rows) {
    throw new ArgumentError({ argument: "x", expected: `${rotations.rows} features`, found: String(x.columns) });
  }
  const used = components ?? rotations.columns;
  if (!(Number.isInteger(used) && used >= 0 && used <= rotations.columns)) {
    const expected = `up to ${rotations.columns}, those of the model`;
    throw new ArgumentError({ argument: "components", expected, found: String(used) });
  }
  const columns: [number, number] = [0, used];
  const scores = linalg.multiply(scaledBy(x, features), block(rotations, { columns }));
  const predicted = linalg.multiply(scores, transposed(block(targetLoadings, { columns })));
  for (let index = 0; index < predicted.values.length; index++) {
    const target = index % predicted.columns;
    predicted.values[index] = predicted.values[index]! * targets.deviations[target]! + targets.means[target]!;
  }
  return predicted;
}
