import { ArgumentError } from "../../errors.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import { lowRankFill } from "./low-rank-fill.js";
import type { ImputeStep, ProcessedTrace } from "./step.js";

/**
 * Traces whose missing samples have been filled and marked; nothing but an imputation step ever fills a sample.
 *
 * - `linear`: the straight line in time between the last sample before and the first one after, where these are at most
 *   `largest_gap_s` apart (default: any distance); nothing before the first and after the last sample;
 * - `mean`: the mean of the trace's samples that are there;
 * - `low-rank`: what all traces together, on one clock, suggest (see {@link lowRankFill}); it mixes the traces, so that a
 *   filled sample of one neuron is made of the others, and a correlation of filled traces is partly their own echo.
 *
 * @throws ArgumentError when `low-rank` has no rank, or traces of different clocks; NumericError when it does not converge.
 */
export function impute(
  traces: readonly ProcessedTrace[],
  step: ImputeStep,
  options: { readonly linalg: LinalgProvider },
): readonly ProcessedTrace[] {
  const filled = imputers[step.impute](traces, step, options);
  return traces.map((trace, index) => {
    const values = filled[index]!;
    const marks = trace.filled.map((mark, k) =>
      Number.isNaN(trace.values[k]!) && !Number.isNaN(values[k]!) ? 1 : mark,
    );
    return { ...trace, values, filled: marks };
  });
}

type Imputer = (
  traces: readonly ProcessedTrace[],
  step: ImputeStep,
  options: { readonly linalg: LinalgProvider },
) => readonly Float64Array[];

/** Every imputation, by name. */
const imputers: Readonly<Record<ImputeStep["impute"], Imputer>> = {
  linear: (traces, { largest_gap_s }) => traces.map((trace) => linearFill(trace, largest_gap_s ?? Infinity)),
  mean: (traces) =>
    traces.map(({ values }) => {
      const centre = mean(values);
      return values.map((value) => (Number.isNaN(value) ? centre : value));
    }),
  "low-rank"(traces, { rank }, { linalg }) {
    if (rank === undefined) {
      throw new ArgumentError({ argument: "impute low-rank", expected: "a rank from 1", found: "none" });
    }
    const [first] = traces;
    const other = traces.find(({ timeS }) => timeS.length !== first!.timeS.length || timeS[0] !== first!.timeS[0]);
    if (other) {
      const found = `${first!.timeS.length} and ${other.timeS.length} samples`;
      const next = "choose channels of one clock, or resample them first";
      throw new ArgumentError({ argument: "impute low-rank", expected: "traces on one clock", found, next });
    }
    const values = traces.map((trace) => trace.values);
    return lowRankFill(values, { rank, linalg });
  },
};

function linearFill({ timeS, values }: ProcessedTrace, largestGapS: number): Float64Array {
  const filled = Float64Array.from(values);
  let before = -1;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!)) continue;
    const gap = before < 0 ? 0 : timeS[index]! - timeS[before]!;
    if (before >= 0 && gap > 0 && gap <= largestGapS * (1 + 1e-9)) {
      const slope = (values[index]! - values[before]!) / gap;
      for (let k = before + 1; k < index; k++) filled[k] = values[before]! + slope * (timeS[k]! - timeS[before]!);
    }
    before = index;
  }
  return filled;
}
