import { ArgumentError } from "../../errors.js";
import { mean } from "../../stats/mean.js";
import { percentile } from "../../stats/percentile.js";
import { runningPercentile } from "./running-percentile.js";
import { samplesOver } from "./samples-over.js";
import type { NormaliseStep, ProcessedTrace } from "./step.js";

/**
 * The baseline F0 of a fluorescence trace, one value per sample in the unit of the trace, from the samples that are there:
 *
 * - `percentile`: the percentile over `over` (default: the whole trace), the same for all samples;
 * - `mean`: the mean over `over`, for example the seconds before a stimulus;
 * - `running-percentile`: the percentile over the window of `width_s` seconds of each sample, `causal` or `centred` as in
 *   `smooth`. A causal window is short at the beginning of a trace.
 *
 * The percentile is 20 unless another is given, as in F/F20; see `percentile` for its definition between samples.
 *
 * @throws ArgumentError when no baseline is named, or a running one has no width or alignment.
 */
export function baselineOf(trace: ProcessedTrace, step: NormaliseStep): Float64Array {
  const { baseline, normalise } = step;
  if (baseline !== undefined) return baselines[baseline](trace, step);
  const expected = `one of ${Object.keys(baselines).join(", ")}`;
  throw new ArgumentError({ argument: `baseline of ${normalise}`, expected, found: "none" });
}

type Baseline = (trace: ProcessedTrace, step: NormaliseStep) => Float64Array;

/** Every baseline, by name. */
const baselines: Readonly<Record<NonNullable<NormaliseStep["baseline"]>, Baseline>> = {
  percentile: (trace, { over, percentile: percent = 20 }) =>
    level(trace, percentile(samplesOver(trace, over), percent)),
  mean: (trace, { over }) => level(trace, mean(samplesOver(trace, over))),
  "running-percentile"(trace, { percentile: percent = 20, width_s, alignment }) {
    if (width_s !== undefined && width_s > 0 && alignment !== undefined) {
      return runningPercentile(trace, { percent, widthS: width_s, alignment });
    }
    const found = JSON.stringify({ width_s, alignment });
    const expected = "width_s above 0 and alignment";
    throw new ArgumentError({ argument: "baseline running-percentile", expected, found });
  },
};

function level({ values }: ProcessedTrace, value: number): Float64Array {
  return new Float64Array(values.length).fill(value);
}
