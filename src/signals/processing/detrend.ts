import { mean } from "../../stats/mean.js";
import type { DetrendStep, ProcessedTrace } from "./step.js";

/**
 * A trace less what `mean` or `linear` makes of it: its mean, or the least-squares line a + b t in its own stamps (its
 * mean, where they do not differ); both over the samples that are there. The unit stays; missing samples stay missing.
 */
export function detrend(trace: ProcessedTrace, { detrend: method }: DetrendStep): ProcessedTrace {
  const { timeS, values } = trace;
  const centre = mean(values);
  const times = timeS.filter((_, index) => !Number.isNaN(values[index]!));
  const middle = mean(times);
  const slope = method === "linear" ? slopeOf(timeS, values, middle, centre) : 0;
  return { ...trace, values: values.map((value, index) => value - centre - slope * (timeS[index]! - middle)) };
}

function slopeOf(timeS: Float64Array, values: Float64Array, middle: number, centre: number): number {
  let [products, squares] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!)) continue;
    products += (timeS[index]! - middle) * (values[index]! - centre);
    squares += (timeS[index]! - middle) ** 2;
  }
  return squares > 0 ? products / squares : 0;
}
