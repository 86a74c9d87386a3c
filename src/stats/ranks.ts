/**
 * Ranks from 1, equal values sharing the mean of their ranks (midranks). Missing values (NaN) stay NaN and take no rank.
 *
 * @param values - Numbers to rank, smallest first.
 * @returns One rank per value; the ranks of n values sum to n(n + 1)/2.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order: number[] = [];
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index]!)) order.push(index);
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  const result = new Float64Array(values.length).fill(Number.NaN);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let position = start; position < end; position++) result[order[position]!] = (start + end + 1) / 2;
    start = end;
  }
  return result;
}
