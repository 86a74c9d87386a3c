import { jsLinalg } from "../linalg/js-linalg.js";
import { matrix } from "../linalg/matrix.js";

/**
 * The order of rows by their loading on the first principal component, largest first. The component is the leading
 * eigenvector of the rows' cross-product matrix (rows × rows); its sign is chosen so that the scores are skewed to the
 * positive side: rows that rise in rare moments come first. Missing values (NaN) count as 0, the mean of a z-scored
 * row. Ties keep the order.
 *
 * @param rows equally long rows, z-scored where rows should count alike
 */
export function firstComponentOrder(rows: readonly ArrayLike<number>[]): readonly number[] {
  const present = rows.map((row) => Float64Array.from(row, (value) => (Number.isFinite(value) ? value : 0)));
  const vector = leadingEigenvector(present);
  const loadings = vector.map((value) => value * signOf(vector, present));
  return [...rows.keys()].sort((a, b) => loadings[b]! - loadings[a]! || a - b);
}

function leadingEigenvector(rows: readonly Float64Array[]): Float64Array {
  const [n, samples] = [rows.length, rows[0]?.length ?? 0];
  const columns = matrix(samples, n);
  rows.forEach((row, column) => {
    for (let sample = 0; sample < samples; sample++) columns.values[sample * n + column] = row[sample]!;
  });
  const { vectors } = jsLinalg.symmetricEigen(jsLinalg.gram(columns));
  return Float64Array.from(rows, (_, row) => vectors.values[row * n]!);
}

// an eigenvector has no sign: the one whose scores have a tail to the positive side is taken
function signOf(vector: Float64Array, rows: readonly Float64Array[]): number {
  const scores = new Float64Array(rows[0]?.length ?? 0);
  rows.forEach((row, index) => {
    const loading = vector[index]!;
    for (let sample = 0; sample < scores.length; sample++) scores[sample]! += loading * row[sample]!;
  });
  const skew = scores.reduce((sum, score) => sum + score ** 3, 0);
  return skew < 0 ? -1 : 1;
}
