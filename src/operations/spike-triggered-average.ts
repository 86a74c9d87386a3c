import * as z from "zod/mini";
import { spikeTriggeredAverage as averageBefore } from "../encoders/models/spike-triggered-average.js";
import { ArgumentError } from "../errors.js";
import { mean } from "../stats/mean.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation } from "./operation.js";
import { readChannels, type SampledChannel } from "./read-channels.js";
import { readOnsets } from "./read-onsets.js";

const seconds = z.number().check(z.minimum(0));

const params = z.strictObject({
  ...channelChoice,
  event_kind: z._default(z.string(), "spike").check(z.describe("Events to average around, by their kind.")),
  labels: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Only events of these labels, each for itself. Default: every label that occurs.")),
  before_s: z._default(seconds, 0.05).check(z.describe("Seconds before the sample of the event, to whole samples.")),
  after_s: z._default(seconds, 0).check(z.describe("Seconds from the sample of the event on, to whole samples.")),
});

type Params = z.infer<typeof params>;

/**
 * What a channel does around events on average, by default the stimulus before spikes; see `spikeTriggeredAverage` of the
 * encoders. Only events with a whole window count.
 */
export const spikeTriggeredAverage: Operation<Params> = {
  name: "spike-triggered-average",
  summary: "Mean of a stimulus or other channel around spikes or other events.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "events", "processed_signals"],
  writes: ["spike_triggered_averages"],
  partitionBy: "recording_id",
  async *run(input, choice, context) {
    const { event_kind: kind, labels } = choice;
    for await (const recording of datasetOf(input).recordings()) {
      const channels = await readChannels(recording, { choice, defaultKinds: ["stimulus"], context });
      const onsets = await readOnsets(recording, { kind, labels });
      yield* batchesOf(
        "spike_triggered_averages",
        channels.flatMap((channel) =>
          [...onsets].map(([label, timesS]) => averageOf(recording, channel, { ...choice, label, timesS })),
        ),
      );
    }
  },
};

function averageOf(
  { row: recording }: Recording,
  { row, values, timeS }: SampledChannel,
  { before_s, after_s, event_kind, label, timesS }: Params & { label: string; timesS: readonly number[] },
): Row<"spike_triggered_averages"> {
  const { dataset_id, recording_id } = recording;
  const rate = row.sampling_rate_hz;
  if (rate === null) {
    const argument = `${recording_id}, channel ${row.channel_index}`;
    const next = "bring the channel onto a grid with processing";
    throw new ArgumentError({ argument, expected: "a regular clock", found: "stamps of its own", next });
  }
  const [before, after] = [Math.round(before_s * rate), Math.round(after_s * rate)];
  // rounding of an onset must not move it by a sample
  const samples = timesS.map((time) => Math.floor((time - (timeS[0] ?? 0)) * rate + 1e-6));
  const x = { rows: values.length, columns: 1, values };
  const found = averageBefore(x, samples, { before, after });
  const average = found.average.values as Float64Array;
  const [highest, lowest] = [extreme(average, 1), extreme(average, -1)];
  const lagOf = (place: number) => (place < 0 ? null : found.lags[place]! / rate);
  return {
    dataset_id,
    recording_id,
    channel_index: row.channel_index,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    event_kind,
    label,
    n_events: found.spikes,
    n_left_out: found.leftOut,
    channel_mean: numberOrNull(mean(values)),
    highest: average[highest] ?? null,
    highest_lag_s: lagOf(highest),
    lowest: average[lowest] ?? null,
    lowest_lag_s: lagOf(lowest),
    lags_s: Float64Array.from(found.lags, (lag) => lag / rate),
    average,
  };
}

/** Place of the largest of the numbers times the sign; −1 where none is there. */
function extreme(numbers: Float64Array, sign: 1 | -1): number {
  let place = -1;
  for (const [index, value] of numbers.entries()) {
    if (!Number.isNaN(value) && (place < 0 || sign * value > sign * numbers[place]!)) place = index;
  }
  return place;
}
