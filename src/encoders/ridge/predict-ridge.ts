import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { addToRows } from "../add-to-rows.js";
import { samePrecision } from "../same-precision.js";
import { checkDesign } from "./check-inputs.js";
import type { RidgeFit } from "./ridge.js";

/**
 * What a fitted model predicts for other rows: X W + b, m × t.
 *
 * @param x - m samples × p features.
 * @throws ArgumentError when the features are not those of the model in number, or hold what is not finite.
 */
export function predictRidge(
  x: Matrix<Floats>,
  { weights, intercept }: Pick<RidgeFit, "weights" | "intercept">,
  { linalg }: { readonly linalg: LinalgProvider },
): Matrix<Floats> {
  checkDesign(x);
  if (x.columns !== weights.rows) {
    throw new ArgumentError({ argument: "x", expected: `${weights.rows} features`, found: String(x.columns) });
  }
  const predictions = linalg.multiply<Floats>(samePrecision(x, weights.values), weights);
  if (intercept) addToRows(predictions, intercept);
  return predictions;
}
