/** Index of the first stamp that is not below `time`, by bisection. */
export function firstFrom(timeS: ArrayLike<number>, time: number): number {
  let [low, high] = [0, timeS.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeS[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
