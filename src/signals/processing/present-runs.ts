import { medianStep } from "../resample.js";

/** Settings of {@link presentRuns}. */
export interface PresentRunsOptions {
  /** Neighbouring samples further apart than this belong to two runs. Default: three median steps of the trace. */
  readonly largestGapS?: number | undefined;
}

/** A stretch of samples that are all there: from index `start` up to but without `end`. */
export interface SampleRun {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretches of a trace without a missing sample (NaN) or a gap in its stamps.
 *
 * @throws ArgumentError when the stamps fall.
 */
export function presentRuns(
  timeS: Float64Array,
  values: Float64Array,
  options: PresentRunsOptions = {},
): readonly SampleRun[] {
  const largest = (options.largestGapS ?? 3 * medianStep(timeS)) * (1 + 1e-9);
  const runs: SampleRun[] = [];
  let start = 0;
  for (let index = 0; index <= values.length; index++) {
    const missing = index === values.length || Number.isNaN(values[index]!);
    const gap = index > start && !missing && timeS[index]! - timeS[index - 1]! > largest;
    if (!missing && !gap) continue;
    if (index > start) runs.push({ start, end: index });
    start = missing ? index + 1 : index;
  }
  return runs;
}
