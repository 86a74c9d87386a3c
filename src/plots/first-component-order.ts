/**
 * The order of rows by their loading on the first principal component, largest first. The component is the leading
 * eigenvector of the rows' cross-product matrix (rows × rows), found by power iteration; its sign is chosen so
 * that the scores are skewed to the positive side: rows that rise in rare moments come first. Missing values (NaN) count as 0, the mean of a z-scored row. Ties keep the order.
 *
 * @param rows equally long rows, z-scored where rows should count alike
 */
export function firstComponentOrder(rows: readonly ArrayLike<number>[]): readonly number[] {
  const present = rows.map((row) => Float64Array.from(row, (value) => (Number.isNaN(value) ? 0 : value)));
  const vector = leadingEigenvector(crossProducts(present));
  const loadings = vector.map((value) => value * signOf(vector, present));
  return [...rows.keys()].sort((a, b) => loadings[b]! - loadings[a]! || a - b);
}

function crossProducts(present: readonly Float64Array[]): readonly Float64Array[] {
  const products = present.map(() => new Float64Array(present.length));
  for (let i = 0; i < present.length; i++) {
    for (let j = i; j < present.length; j++) {
      const [a, b] = [present[i]!, present[j]!];
      let sum = 0;
      for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
      products[i]![j] = sum;
      products[j]![i] = sum;
    }
  }
  return products;
}

const mostSteps = 500;

function leadingEigenvector(matrix: readonly Float64Array[]): Float64Array {
  // an uneven start, so that it is not at right angles to the answer by symmetry
  let vector = normalized(Float64Array.from(matrix, (_, index) => 1 + 0.37 * Math.sin(index + 1)));
  for (let step = 0; step < mostSteps; step++) {
    const next = normalized(product(matrix, vector));
    const change = next.reduce((largest, value, index) => Math.max(largest, Math.abs(value - vector[index]!)), 0);
    vector = next;
    if (change < 1e-9) break;
  }
  return vector;
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

function normalized(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function product(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => {
    let sum = 0;
    for (let column = 0; column < row.length; column++) sum += row[column]! * vector[column]!;
    return sum;
  });
}
