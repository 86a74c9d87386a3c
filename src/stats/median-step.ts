/** The median difference of neighbouring times, in their unit; 0 for fewer than two times. */
export function medianStep(times: ArrayLike<number>): number {
  if (times.length < 2) return 0;
  const steps = new Float64Array(times.length - 1);
  for (let index = 0; index < steps.length; index++) steps[index] = times[index + 1]! - times[index]!;
  steps.sort();
  const middle = steps.length >> 1;
  return steps.length % 2 === 1 ? steps[middle]! : (steps[middle - 1]! + steps[middle]!) / 2;
}
