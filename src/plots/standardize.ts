/**
 * z-scores of a trace over its present samples: (x − mean) / standard deviation, the latter over n (not n − 1).
 * Missing samples (NaN) stay NaN; a trace without spread becomes 0.
 */
export function standardize(values: ArrayLike<number>): Float64Array {
  let count = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!)) continue;
    count += 1;
    sum += values[index]!;
  }
  const mean = sum / count;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) squares += (values[index]! - mean) ** 2;
  }
  const spread = Math.sqrt(squares / count);
  return Float64Array.from({ length: values.length }, (_, index) => {
    const value = values[index]!;
    return spread > 0 || Number.isNaN(value) ? (value - mean) / spread : 0;
  });
}
