import * as z from "zod/mini";
import { countPresent } from "../stats/count-present.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import type { Operation } from "./operation.js";
import { processingParam, processingWords } from "./processing-steps.js";
import { readChannels, type SampledChannel } from "./read-channels.js";

/** Samples per row, as in the signals table. */
const chunkSamples = 16384;

const params = z.strictObject({
  ...channelChoice,
  processing: processingParam.check(z.describe(`${processingWords}.`)),
});

/** The traces of a recording after processing steps, with what they now are and which samples were filled; see `processTraces`. */
export const processTraces: Operation<z.infer<typeof params>> = {
  name: "process-traces",
  summary: "Traces after named steps: smoothing, resampling, normalisation, derivative, detrending, imputation.",
  params,
  reads: ["recordings", "channels", "signals", "clocks"],
  writes: ["processed_signals"],
  partitionBy: "recording_id",
  async *run(input, choice, context) {
    for await (const recording of datasetOf(input).recordings()) {
      const channels = await readChannels(recording, { choice, context });
      for (const channel of channels) {
        if (channel.values.length > 0 && countPresent(channel.values) === 0) {
          const { channel_index, name, quantity } = channel.row;
          const message = `${name ?? `channel ${channel_index}`}: ${quantity} has no value`;
          context.onProgress({ kind: "note", task: "process-traces", item: recording.row.recording_id, message });
        }
      }
      yield* batchesOf(
        "processed_signals",
        channels.flatMap((channel) => rowsOfChannel(recording, channel)),
      );
    }
  },
};

function rowsOfChannel({ row: recording }: Recording, channel: SampledChannel): readonly Row<"processed_signals">[] {
  const { row, values, timeS, startSample, filled = new Uint8Array(values.length) } = channel;
  return Array.from({ length: Math.ceil(values.length / chunkSamples) }, (_, chunk) => {
    const [start, end] = [chunk * chunkSamples, (chunk + 1) * chunkSamples];
    const own = values.subarray(start, end);
    const runs = filledRuns(filled.subarray(start, end));
    return {
      dataset_id: recording.dataset_id,
      recording_id: recording.recording_id,
      channel_index: row.channel_index,
      chunk_index: chunk,
      kind: row.kind,
      name: row.name,
      quantity: row.quantity,
      unit: row.unit,
      clock: row.clock,
      sampling_rate_hz: row.sampling_rate_hz,
      start_sample: startSample + start,
      start_s: timeS[start]!,
      n_present: countPresent(own),
      n_filled: runs.reduce((sum, [, length]) => sum + length, 0),
      filled_runs: runs.length > 0 ? JSON.stringify(runs) : null,
      values: Float32Array.from(own),
    };
  });
}

/** First position and length of each run of ones. */
function filledRuns(filled: Uint8Array): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  filled.forEach((mark, index) => {
    if (mark === 0) return;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === index) last[1]++;
    else runs.push([index, 1]);
  });
  return runs;
}
