/**
 * The backward half of Brandes' accumulation (2001, https://doi.org/10.1080/0022250X.2001.9990249): over the nodes from the
 * furthest to the nearest, δ(v) = σ(v) Σ (1 + δ(w)) / σ(w) over the ends w of the edges of v that lie on shortest paths; adds
 * each node's δ to its score, but not the source's.
 *
 * @param end - n + how many nodes are reached.
 * @param work - From n: the reached nodes, the source first; from 2 n: for each of them, and one after, where its ends begin
 *   in this array.
 * @param numbers - The n counts σ of paths, and behind them n places to work with.
 */
export function addDependencies(
  n: number,
  end: number,
  work: Int32Array,
  numbers: Float64Array,
  scores: Float64Array,
): void {
  for (let position = end - 1; position > n; position--) {
    const i = work[position]!;
    let sum = 0;
    for (let k = work[position + n]!, last = work[position + n + 1]!; k < last; k++) sum += numbers[n + work[k]!]!;
    const count = numbers[i]!;
    numbers[n + i] = sum + 1 / count;
    scores[i]! += count * sum;
  }
}
