import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { checkDesign } from "../ridge/check-inputs.js";
import { samePrecision } from "../same-precision.js";

/** Eigenvalues below it count as it: they are rounding, and have no logarithm. */
const least = 1e-12;

/**
 * The variances of samples along their principal axes: eigenvalues of the covariance with divisor n − 1, falling, those
 * below 1e-12 set to it. See `spectrumMetrics`.
 *
 * @param x - n samples × D features, of any unit.
 * @returns D values in the unit squared.
 * @throws ArgumentError when there are fewer than two samples, or one holds what is not finite.
 */
export function covarianceSpectrum(x: Matrix<Floats>, { linalg }: { readonly linalg: LinalgProvider }): Float64Array {
  checkDesign(x);
  if (x.rows < 2) throw new ArgumentError({ argument: "x", expected: "at least two samples", found: String(x.rows) });
  const means = columnMeans(x);
  const gram = linalg.gram(lessMeans(samePrecision(x, means), means));
  const covariance = { ...gram, values: gram.values.map((value) => value / (x.rows - 1)) };
  return linalg.symmetricEigen(covariance).values.map((value) => Math.max(value, least));
}
