/** How many of the values are there, that is not NaN. */
export function countPresent(values: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index]!)) count++;
  return count;
}
