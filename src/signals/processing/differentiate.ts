import { ArgumentError } from "../../errors.js";
import { presentRuns } from "./present-runs.js";
import { gradientIrregular } from "./sample-filters.js";
import type { DifferentiateStep, ProcessedTrace } from "./step.js";
import { totalVariationFit } from "./total-variation-fit.js";

/**
 * The derivative of a trace with respect to time, in its unit per second, at its own stamps:
 *
 * - `gradient`: the second-order formula on the irregular axis (see `gradientIrregular`), which amplifies noise;
 * - `total-variation`: the same formula applied to the curve whose slope varies least for its distance from the trace
 *   (see `totalVariationFit`), with `weight` between the two in units of the trace times s².
 *
 * Each stretch of samples without a missing one and without a gap (`largest_gap_s`, default three median steps) is taken
 * by itself; missing samples, and a sample that stands alone, have no derivative.
 *
 * @throws ArgumentError when `total-variation` has no weight above 0 or stamps do not rise; NumericError when the fit does
 *   not converge.
 */
export function differentiate(trace: ProcessedTrace, step: DifferentiateStep): ProcessedTrace {
  const values = new Float64Array(trace.values.length).fill(Number.NaN);
  const runs = presentRuns(trace.timeS, trace.values, { largestGapS: step.largest_gap_s });
  for (const { start, end } of runs) {
    const [timeS, own] = [trace.timeS.subarray(start, end), trace.values.subarray(start, end)];
    values.set(derivatives[step.differentiate](timeS, own, step), start);
  }
  return { ...trace, values };
}

type Derivative = (timeS: Float64Array, values: Float64Array, step: DifferentiateStep) => Float64Array;

/** Every derivative, by name. */
const derivatives: Readonly<Record<DifferentiateStep["differentiate"], Derivative>> = {
  gradient: gradientIrregular,
  "total-variation"(timeS, values, { weight }) {
    if (weight === undefined) {
      const expected = "a weight above 0, in units of the trace times s²";
      throw new ArgumentError({ argument: "differentiate total-variation", expected, found: "none" });
    }
    return gradientIrregular(timeS, totalVariationFit(timeS, values, { weight }));
  },
};
