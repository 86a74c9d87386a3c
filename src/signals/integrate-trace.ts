import { checkSameLength } from "../stats/check-same-length.js";
import { mean } from "../stats/mean.js";

/**
 * Running sum of a trace over time, centred: P₀ = 0, Pₖ = Pₖ₋₁ + xₖ (tₖ − tₖ₋₁), less the mean of P. It undoes a
 * derivative up to a constant. A missing sample (NaN) adds nothing.
 *
 * @param values - T samples per second of some unit.
 * @param timeS - Their stamps in seconds.
 * @returns T sums in that unit, their mean 0.
 * @throws ArgumentError when lengths differ.
 */
export function integrateTrace(values: ArrayLike<number>, timeS: ArrayLike<number>): Float64Array {
  checkSameLength("timeS", timeS, "values", values);
  const sums = new Float64Array(values.length);
  for (let index = 1; index < sums.length; index++) {
    const value = values[index]!;
    const step = Number.isNaN(value) ? 0 : value * (timeS[index]! - timeS[index - 1]!);
    sums[index] = sums[index - 1]! + step;
  }
  const centre = mean(sums);
  return sums.map((sum) => sum - centre);
}
