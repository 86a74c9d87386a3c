import { processTraces } from "../signals/processing/process-traces.js";
import { quantityAfter, unitAfter } from "../signals/processing/quantity-after.js";
import { stepOf } from "../signals/processing/resample-traces.js";
import type { ProcessingStep, ResampleStep } from "../signals/processing/step.js";
import type { RunContext } from "./operation.js";
import type { SampledChannel } from "./sampled-channel.js";

/** The clock of traces that a step brought onto a regular grid. */
export const processedClock = "processed";

/**
 * Channels after processing steps; see `processTraces`. Their rows say what the numbers now are: quantity, unit, and, once
 * resampled, the clock `processed` with its rate.
 *
 * @throws as `processTraces`.
 */
export function processChannels(
  channels: readonly SampledChannel[],
  steps: readonly ProcessingStep[],
  { linalg }: Pick<RunContext, "linalg">,
): readonly SampledChannel[] {
  const processed = processTraces(channels, steps, { linalg });
  const last = steps.findLast((step): step is ResampleStep => "resample" in step);
  const clock = last ? { clock: processedClock, sampling_rate_hz: last.rate_hz ?? 1 / stepOf(last) } : {};
  return channels.map(({ row }, index) => {
    const { values, timeS, filled } = processed[index]!;
    const { quantity, unit } = row;
    const words = { quantity: quantityAfter(quantity, steps), unit: unitAfter(unit, steps) };
    return { row: { ...row, ...words, ...clock }, values, timeS, filled, startSample: 0 };
  });
}
