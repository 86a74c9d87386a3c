import { mean } from "../stats/mean.js";

/** Share of the largest value below which what is left of all is rounding. */
const roundingShare = 8 * Number.EPSILON;

/**
 * A series less its mean, or less the least-squares line a + b t in its own stamps (its mean, where they do not differ);
 * both over the samples that are there. NaN stands for a missing sample and stays; what is left by rounding alone is 0.
 */
export function withoutTrend(
  timeS: Float64Array,
  values: Float64Array,
  { method }: { readonly method: "mean" | "linear" },
): Float64Array {
  const centre = mean(values);
  const middle = mean(timeS.filter((_, index) => !Number.isNaN(values[index]!)));
  const slope = method === "linear" ? slopeOf(timeS, values, middle, centre) : 0;
  const rest = values.map((value, index) => value - centre - slope * (timeS[index]! - middle));
  // of a series that is a line only rounding is left, which nothing that follows should take for a signal
  const largest = (series: Float64Array) => series.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  return largest(rest) > roundingShare * largest(values) ? rest : rest.map((value) => 0 * value);
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
