/** Pairs of n conditions: n (n − 1) / 2. */
export function pairCount(nConditions: number): number {
  return (nConditions * (nConditions - 1)) / 2;
}
