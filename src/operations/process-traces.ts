import * as z from "zod/mini";
import { countPresent } from "../stats/count-present.js";
import { datasetOf } from "../tables/open-dataset.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import type { Operation } from "./operation.js";
import { processedRows } from "./processed-rows.js";
import { processingParam, processingWords } from "./processing-steps.js";
import { readChannels } from "./read-channels.js";

const params = z.strictObject({
  ...channelChoice,
  processing: processingParam.check(z.describe(`${processingWords}.`)),
});

/** The traces of a recording after processing steps, with what they now are and which samples were filled; see `processTraces`. */
export const processTraces: Operation<z.infer<typeof params>> = {
  name: "process-traces",
  summary: "Traces after named steps: smoothing, resampling, normalisation, derivative, detrending, imputation.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
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
        channels.flatMap((channel) => processedRows(recording.row, channel)),
      );
    }
  },
};
