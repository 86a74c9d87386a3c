import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { checkDesign } from "../ridge/check-inputs.js";
import { samePrecision } from "../same-precision.js";

/**
 * The participation ratio (tr Σ)² / tr Σ² of the covariance Σ of the population that samples were drawn from. The plain
 * ratio of a sample's eigenvalues is too low when samples are few, as noise makes eigenvalues unequal; here numerator
 * and denominator are each replaced by an estimate without bias, whatever the distribution: with S the covariance of n
 * samples (divisor n − 1), Q = Σ ‖x − x̄‖⁴ / (n − 1) and c = (n − 1) / (n (n − 2) (n − 3)),
 *
 * - tr Σ² by c · ((n − 1) (n − 2) tr S² + (tr S)² − n Q),
 * - (tr Σ)² by c · (2 tr S² + (n² − 3 n + 1) (tr S)² − n Q).
 *
 * Samples must be independent: for time series the ratio is still too low.
 * Source: Himeno and Yamada 2014, Journal of Multivariate Analysis 130, 27–44 (the two estimates).
 *
 * @param x - n samples × D features.
 * @returns The ratio, which by chance may leave 1 to D; NaN where the estimate of tr Σ² is not above 0.
 * @throws ArgumentError when there are fewer than four samples, or one holds what is not finite.
 */
export function correctedParticipationRatio(
  x: Matrix<Floats>,
  { linalg }: { readonly linalg: LinalgProvider },
): number {
  checkDesign(x);
  const n = x.rows;
  if (n < 4) throw new ArgumentError({ argument: "x", expected: "at least four samples", found: String(n) });
  const means = columnMeans(x);
  const centred = lessMeans(samePrecision(x, means), means);
  // Xᵀ X and X Xᵀ have the same sum of squares
  const gram = linalg.gram(x.columns <= n ? centred : transposed<Floats>(centred));
  const squares = gram.values.reduce((sum, value) => sum + value * value, 0) / (n - 1) ** 2;
  let [trace, fourth] = [0, 0];
  for (let row = 0; row < n; row++) {
    let square = 0;
    for (let at = row * x.columns; at < (row + 1) * x.columns; at++) square += centred.values[at]! ** 2;
    trace += square / (n - 1);
    fourth += square ** 2 / (n - 1);
  }
  // the factor c stands in both
  const numerator = 2 * squares + (n ** 2 - 3 * n + 1) * trace ** 2 - n * fourth;
  const denominator = (n - 1) * (n - 2) * squares + trace ** 2 - n * fourth;
  return denominator > 0 ? numerator / denominator : Number.NaN;
}
