import type { Floats } from "../provider.js";

/** From here on the array's own copy is faster than a loop. */
const longRun = 24;

/** Copies numbers that lie side by side, from one array to another, also between precisions. */
export function copyRun(from: Floats, start: number, count: number, to: Floats, target: number): void {
  if (count >= longRun) to.set(from.subarray(start, start + count), target);
  else for (let i = 0; i < count; i++) to[target + i] = from[start + i]!;
}
