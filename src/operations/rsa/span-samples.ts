import { ArgumentError } from "../../errors.js";
import { firstFrom } from "../../signals/first-from.js";
import { medianStep } from "../../stats/median-step.js";
import type { SampledChannel } from "../read-channels.js";
import type { ConditionSpan } from "./condition-spans.js";
import type { EventParams } from "./pattern-params.js";
import type { Frame } from "./pattern-set.js";

/** Share of the median step by which a stamp may miss an onset: rounding must not move a sample. */
const slack = 1e-6;

/** The frames that parameters ask for: the bins of a movie, a window from the onset, or the event's own span. */
export function framesOf({ movie, from_onset }: EventParams): readonly Frame[] {
  if (!movie) return [{ startS: from_onset?.start_s ?? null, endS: from_onset?.end_s ?? null }];
  const { start_s, end_s, bin_s } = movie;
  const count = Math.floor((end_s - start_s) / bin_s + 1e-9);
  if (!(count >= 1 && count <= 100_000)) {
    const expected = "1 to 100000 bins between start_s and end_s";
    throw new ArgumentError({ argument: "movie", expected, found: String(count) });
  }
  return Array.from({ length: count }, (_, bin) => ({
    startS: start_s + bin * bin_s,
    endS: start_s + (bin + 1) * bin_s,
  }));
}

/** First sample of a stretch, and the first behind it. */
export type SampleRange = readonly [number, number];

/**
 * The samples of every span and frame, frames of a span beside each other; channels of one clock share theirs.
 *
 * @throws ArgumentError for a moment without a window from its onset.
 */
export function spanSamples(
  spans: readonly ConditionSpan[],
  frames: readonly Frame[],
  delayS: number,
): (channel: SampledChannel) => readonly SampleRange[] {
  const moment = spans.find(({ durationS }) => !(durationS !== null && durationS > 0));
  if (moment && frames.some(({ startS }) => startS === null)) {
    const found = `a moment, ${moment.condition} at ${moment.onsetS} s`;
    const next = "give from_onset: { start_s, end_s }";
    throw new ArgumentError({ argument: "from_onset", expected: "events that last", found, next });
  }
  const known = new Map<string, readonly SampleRange[]>();
  return ({ row, timeS }) => {
    const key = JSON.stringify([row.clock, timeS.length, timeS[0] ?? null, timeS.at(-1) ?? null]);
    const found = known.get(key);
    if (found) return found;
    const margin = timeS.length > 1 ? slack * medianStep(timeS) : 0;
    const ranges = spans.flatMap(({ onsetS, durationS }) =>
      frames.map(({ startS, endS }): SampleRange => {
        const onset = onsetS + delayS - margin;
        return [firstFrom(timeS, onset + (startS ?? 0)), firstFrom(timeS, onset + (endS ?? durationS ?? 0))];
      }),
    );
    known.set(key, ranges);
    return ranges;
  };
}

/** A trace less the mean of each stretch, and less the mean of what no stretch covers. */
export function residualsOf(
  values: ArrayLike<number>,
  ranges: readonly SampleRange[],
): { readonly residuals: Float64Array; readonly means: number } {
  const member = new Int32Array(values.length);
  for (const [index, [start, end]] of ranges.entries()) member.fill(index + 1, start, end);
  const sums = new Float64Array(ranges.length + 1);
  const counts = new Int32Array(ranges.length + 1);
  for (const [sample, of] of member.entries()) {
    const value = values[sample]!;
    if (Number.isNaN(value)) continue;
    sums[of]! += value;
    counts[of]!++;
  }
  const residuals = Float64Array.from(member, (of, sample) => values[sample]! - sums[of]! / counts[of]!);
  return { residuals, means: counts.reduce((sum, count) => sum + Number(count > 0), 0) };
}
