/** Where the pair of the conditions i and j stands in an RDM's vector, in either order; i and j differ. */
export function pairIndex(i: number, j: number, nConditions: number): number {
  const [first, second] = i < j ? [i, j] : [j, i];
  return first * nConditions - (first * (first + 1)) / 2 + second - first - 1;
}
