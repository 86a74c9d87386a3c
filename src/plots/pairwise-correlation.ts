/**
 * Pearson correlations of rows, r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²), over the samples that both rows have
 * (NaN marks a missing one). NaN where fewer than two are shared or a row has no spread over them.
 *
 * @param rows n equally long rows
 * @returns n × n values, row after row
 */
export function pairwiseCorrelation(rows: readonly ArrayLike<number>[]): Float64Array {
  const n = rows.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const r = i === j && hasSpread(rows[i]!) ? 1 : correlation(rows[i]!, rows[j]!);
      result[i * n + j] = r;
      result[j * n + i] = r;
    }
  }
  return result;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = 0;
  let meanA = 0;
  let meanB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index]!, b[index]!];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    // Welford's update: one pass, and stable where means are large
    count += 1;
    const fromA = x - meanA;
    const fromB = y - meanB;
    meanA += fromA / count;
    meanB += fromB / count;
    squaresA += fromA * (x - meanA);
    squaresB += fromB * (y - meanB);
    products += fromA * (y - meanB);
  }
  return products / Math.sqrt(squaresA * squaresB);
}

function hasSpread(row: ArrayLike<number>): boolean {
  return !Number.isNaN(correlation(row, row));
}
