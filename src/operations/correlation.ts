import * as z from "zod/mini";
import { correlateTraces } from "../signals/correlate-traces.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { checkOneClock } from "./check-one-clock.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels } from "./read-channels.js";

const params = z.strictObject({ ...channelChoice });

/** Pearson's correlation of every pair of channels of a recording, on their native samples; see `correlateTraces`. */
export const correlation: Operation<z.infer<typeof params>> = {
  name: "correlation",
  summary: "Correlation of every pair of channels of a recording, on native samples, with the pairs that both have.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["correlations"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      yield* batchesOf("correlations", await correlateRecording(recording, chosen, context));
    }
  },
};

async function correlateRecording(
  recording: Recording,
  choice: z.infer<typeof params>,
  context: RunContext,
): Promise<readonly Row<"correlations">[]> {
  const channels = await readChannels(recording, { choice, defaultKinds: ["neuron"], context });
  if (channels.length === 0) return [];
  checkOneClock(channels, recording.row.recording_id);
  const { entries, count } = correlateTraces(
    channels.map(({ values }) => values),
    { linalg: context.linalg },
  );
  return entries.map((entry, index) => {
    const a = channels[Math.floor(index / count)]!.row;
    const b = channels[index % count]!.row;
    return {
      dataset_id: recording.row.dataset_id,
      recording_id: recording.row.recording_id,
      channel_a: a.channel_index,
      channel_b: b.channel_index,
      name_a: a.name,
      name_b: b.name,
      quantity_a: a.quantity,
      quantity_b: b.quantity,
      ...entry,
    };
  });
}
