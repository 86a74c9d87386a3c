import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { precisionOf } from "../noise/precision-of.js";

/**
 * Λ_fg = ((Λ_f⁻¹ + Λ_g⁻¹) / 2)⁻¹, the precision of what two folds share, from the precisions of their mean patterns.
 *
 * @param labels - Of the folds, in the order of the numbers f and g.
 * @throws ArgumentError when a fold has no precision; NumericError when one cannot be inverted.
 */
export function foldPairPrecision(
  labels: readonly string[],
  noisePerFold: ReadonlyMap<string, Matrix>,
  linalg: LinalgProvider,
): (f: number, g: number) => Matrix {
  const covariances = labels.map((label) => {
    const precision = noisePerFold.get(label);
    if (precision) return precisionOf(precision, { linalg });
    const expected = `a precision for each of the folds ${labels.join(", ")}`;
    throw new ArgumentError({ argument: "noisePerFold", expected, found: `none for ${label}` });
  });
  return (f, g) => {
    const [first, second] = [covariances[f]!, covariances[g]!];
    const mean = first.values.map((value, k) => (value + second.values[k]!) / 2);
    return precisionOf(matrix(first.rows, first.columns, mean), { linalg });
  };
}
