import { firstFrom } from "../../signals/first-from.js";
import { type Interval, intervalMask } from "../../signals/interval-mask.js";
import { medianStep } from "../../stats/median-step.js";

/** How events become a series on a grid of stamps. */
export const eventSeries: Readonly<
  Record<"presence" | "count", (timeS: Float64Array, spans: readonly Interval[]) => Float64Array>
> = {
  /** 1 in the samples from onset to end; of a moment, in the sample that it falls into. */
  presence(timeS, spans) {
    const values = Float64Array.from(intervalMask(timeS, spans));
    for (const span of spans) {
      if (span.durationS > 0) continue;
      const sample = sampleOf(timeS, span.onsetS);
      if (sample !== undefined) values[sample] = 1;
    }
    return values;
  },
  /** How many begin in each sample: from its stamp up to but without the next. */
  count(timeS, spans) {
    const values = new Float64Array(timeS.length);
    for (const { onsetS } of spans) {
      const sample = sampleOf(timeS, onsetS);
      if (sample !== undefined) values[sample]!++;
    }
    return values;
  },
};

/** The last sample at or before a time; undefined before the first and a median step after the last. */
function sampleOf(timeS: Float64Array, time: number): number | undefined {
  const step = medianStep(timeS);
  // rounding of a stamp or an onset must not move an event by a sample
  const sample = firstFrom(timeS, time + 1e-6 * step) - 1;
  return sample >= 0 && time < timeS[sample]! + Math.max(step, (timeS[sample + 1] ?? 0) - timeS[sample]!)
    ? sample
    : undefined;
}
