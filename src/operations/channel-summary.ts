import * as z from "zod/mini";
import { medianStep } from "../signals/resample.js";
import { countPresent } from "../stats/count-present.js";
import { mean } from "../stats/mean.js";
import { variance } from "../stats/variance.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation } from "./operation.js";
import { readChannels, type SampledChannel } from "./read-channels.js";

const params = z.strictObject({ ...channelChoice });

/** What each channel holds: counts, moments, range, and the stamps it covers. */
export const channelSummary: Operation<z.infer<typeof params>> = {
  name: "channel-summary",
  summary: "Counts, mean, spread, range and time covered of each channel of a recording.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["channel_summaries"],
  partitionBy: "recording_id",
  async *run(input, choice, context) {
    for await (const recording of datasetOf(input).recordings()) {
      const channels = await readChannels(recording, { choice, context });
      yield* batchesOf(
        "channel_summaries",
        channels.map((channel) => summarize(recording, channel)),
      );
    }
  },
};

function summarize(recording: Recording, { row, values, timeS }: SampledChannel): Row<"channel_summaries"> {
  const present = countPresent(values);
  const extreme = (pick: (a: number, b: number) => number, start: number) => {
    let best = start;
    for (const value of values) if (!Number.isNaN(value)) best = pick(best, value);
    return present === 0 ? null : best;
  };
  return {
    dataset_id: recording.row.dataset_id,
    recording_id: recording.row.recording_id,
    channel_index: row.channel_index,
    kind: row.kind,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    n_samples: values.length,
    n_missing: values.length - present,
    mean: numberOrNull(mean(values)),
    standard_deviation: numberOrNull(Math.sqrt(variance(values))),
    minimum: extreme(Math.min, Number.POSITIVE_INFINITY),
    maximum: extreme(Math.max, Number.NEGATIVE_INFINITY),
    first_s: timeS[0] ?? null,
    last_s: timeS.at(-1) ?? null,
    median_step_s: timeS.length < 2 ? null : medianStep(timeS),
  };
}
