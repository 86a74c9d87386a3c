import * as z from "zod/mini";
import { datasetOf } from "../tables/open-dataset.js";
import { batchesOf } from "./batches-of.js";
import type { Operation } from "./operation.js";
import { processedClock } from "./process-channels.js";
import { type ProcessedChannel, processedRows } from "./processed-rows.js";
import { type TrialCounts, trialChoice, trialCounts } from "./trial-counts.js";

const params = z.strictObject({
  ...trialChoice,
  trials: z
    ._default(z.enum(["mean", "each"]), "mean")
    .check(z.describe("mean: one series per label, the mean over trials; each: a series per label and trial.")),
  per: z._default(z.enum(["bin", "second"]), "bin").check(z.describe("Counts per bin, or rates in Hz.")),
});

type Params = z.infer<typeof params>;

/**
 * Events such as spikes as series: counts in bins, by default the mean over trials (peri-stimulus time histogram). Other
 * operations take the channels by `analysis`.
 */
export const eventRate: Operation<Params> = {
  name: "event-rate",
  summary: "Spikes and other events as series: counts or rates in bins, over trials or trial by trial.",
  params,
  reads: ["recordings", "events"],
  writes: ["processed_signals"],
  partitionBy: "recording_id",
  async *run(input, chosen) {
    for await (const recording of datasetOf(input).recordings()) {
      const series = (await trialCounts(recording, chosen)).flatMap((counts) => seriesOf(counts, chosen));
      const channels = series.map((one, channel_index) => channelOf({ ...one, channel_index }, chosen));
      yield* batchesOf(
        "processed_signals",
        channels.flatMap((channel) => processedRows(recording.row, channel)),
      );
    }
  },
};

interface NamedSeries {
  readonly name: string;
  readonly words: string;
  readonly values: Float64Array;
}

function seriesOf({ label, trials }: TrialCounts, { trials: which }: Params): readonly NamedSeries[] {
  if (which === "each") {
    return trials.map(({ trial, counts }) => ({
      name: trial === "" ? label : `${label} trial ${trial}`,
      words: "",
      values: counts,
    }));
  }
  const [first] = trials;
  if (!first) return [];
  const sums = new Float64Array(first.counts.length);
  for (const { counts } of trials) for (let bin = 0; bin < sums.length; bin++) sums[bin]! += counts[bin]!;
  return [{ name: label, words: "trial mean of ", values: sums.map((sum) => sum / trials.length) }];
}

function channelOf(
  { name, words, values, channel_index }: NamedSeries & { readonly channel_index: number },
  { kind, per, step_s }: Params,
): ProcessedChannel {
  const isRate = per === "second";
  return {
    row: {
      channel_index,
      kind: "unit",
      name,
      quantity: `${words}${kind}_${isRate ? "rate" : "count"}`,
      unit: isRate ? "Hz" : "1",
      clock: processedClock,
      sampling_rate_hz: 1 / step_s,
    },
    values: isRate ? values.map((count) => count / step_s) : values,
    timeS: Float64Array.from(values, (_, bin) => bin * step_s),
    startSample: 0,
  };
}
