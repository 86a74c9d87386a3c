/** Folds for so many conditions where none are asked for: 2 below 12, 3 below 24, 4 below 40, 5 from there on. */
export function defaultConditionFolds(count: number): number {
  return byLimits(count, [12, 24, 40]);
}

/** Folds for so many RDMs where none are asked for: 2 below 6, 3 below 12, 4 below 20, 5 from there on. */
export function defaultRdmFolds(count: number): number {
  return byLimits(count, [6, 12, 20]);
}

/** How many different ones of n a sample of n with replacement holds on average: n (1 − 1/e). */
export function distinctInSample(count: number): number {
  return count * (1 - 1 / Math.E);
}

function byLimits(count: number, limits: readonly number[]): number {
  return 2 + limits.filter((limit) => count >= limit).length;
}
