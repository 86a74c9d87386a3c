import * as z from "zod/mini";
import { maskedMoments } from "../stats/masked-moments.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels } from "./read-channels.js";
import { readStates, stateMasks } from "./read-states.js";
import { recordingReader } from "./recording-reader.js";

const params = z.strictObject({
  ...channelChoice,
  event_kind: z._default(z.string(), "state").check(z.describe("Events that mark the states, by their kind.")),
  states: z.optional(z.array(z.string()).check(z.minLength(1))).check(z.describe("Labels to average. Default: all.")),
});

type Params = z.infer<typeof params>;

/**
 * Mean of each channel during each state. A sample belongs to a state when an event of that label covers its stamp, from
 * the onset up to but without the end; a sample that events of two labels cover counts for both.
 */
export const stateMeans: Operation<Params> = {
  name: "state-means",
  summary: "State-averaged activity: mean and spread of each channel during each labelled state.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals", "events"],
  writes: ["state_means"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      yield* batchesOf("state_means", await averageRecording(recording, chosen, context));
    }
  },
};

async function averageRecording(
  recording: Recording,
  choice: Params,
  context: RunContext,
): Promise<readonly Row<"state_means">[]> {
  const { event_kind: kind, states: labels, window } = choice;
  const states = await readStates(recordingReader(recording.tables, recording.row), { kind, labels, window });
  if (states.size === 0) {
    const asked = labels ? `labelled ${labels.join(", ")}` : "with a label";
    const message = `has no event of kind ${kind} ${asked}`;
    context.onProgress({ kind: "note", task: "state-means", item: recording.row.recording_id, message });
    return [];
  }
  const channels = await readChannels(recording, { choice, defaultKinds: ["neuron"], context });
  const maskOf = stateMasks(states);
  return channels.flatMap((channel) =>
    [...states].map(([state, intervals]) => {
      const found = maskedMoments(channel.values, maskOf(channel, state));
      return {
        dataset_id: recording.row.dataset_id,
        recording_id: recording.row.recording_id,
        channel_index: channel.row.channel_index,
        state,
        name: channel.row.name,
        quantity: channel.row.quantity,
        unit: channel.row.unit,
        mean: numberOrNull(found.mean),
        standard_deviation: numberOrNull(found.standardDeviation),
        n_samples: found.n,
        n_missing: found.missing,
        n_events: intervals.length,
      };
    }),
  );
}
