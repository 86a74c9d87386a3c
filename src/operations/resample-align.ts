import * as z from "zod/mini";
import { ArgumentError } from "../errors.js";
import { resample } from "../signals/resample.js";
import { countPresent } from "../stats/count-present.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels } from "./read-channels.js";

/** More grid points than any recording has at a rate that is meant. */
const mostSamples = 2 ** 26;

const params = z.strictObject({
  rate_hz: z.number().check(z.positive(), z.describe("Samples per second of the common grid.")),
  method: z
    .optional(z.enum(["linear", "cubic", "block-mean", "anti-aliased"]))
    .check(z.describe("Default: block-mean for channels that are faster than the grid, linear for the others.")),
  ...channelChoice,
});

type Params = z.infer<typeof params>;

/**
 * All chosen channels of a recording on one grid: start + k / rate_hz from the window's start (0 by default) up to but
 * without its end (the recording's duration by default); see `resample` for what stands between samples.
 */
export const resampleAlign: Operation<Params> = {
  name: "resample-align",
  summary: "Brings channels of all clocks of a recording onto one regular grid; nothing is filled across gaps.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["aligned_signals"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      yield* batchesOf("aligned_signals", await alignRecording(recording, chosen, context));
    }
  },
};

async function alignRecording(
  recording: Recording,
  params: Params,
  context: RunContext,
): Promise<readonly Row<"aligned_signals">[]> {
  const { rate_hz, method, window, ...choice } = params;
  const startS = window?.start_s ?? 0;
  const count = Math.ceil(((window?.end_s ?? recording.row.duration_s) - startS) * rate_hz - 1e-9);
  if (count > mostSamples) {
    throw new ArgumentError({ argument: "rate_hz", expected: `at most ${mostSamples} samples`, found: String(count) });
  }
  if (count <= 0) return [];
  const gridS = Float64Array.from({ length: count }, (_, k) => startS + k / rate_hz);
  // the samples beside the window count for its first and last grid points
  const channels = await readChannels(recording, { choice, context });
  return channels.map(({ row, values, timeS }) => {
    const aligned = resample(timeS, values, gridS, method ? { method } : {}).values;
    return {
      dataset_id: recording.row.dataset_id,
      recording_id: recording.row.recording_id,
      channel_index: row.channel_index,
      kind: row.kind,
      name: row.name,
      quantity: row.quantity,
      unit: row.unit,
      method: method ?? "automatic",
      start_s: startS,
      sampling_rate_hz: rate_hz,
      n_present: countPresent(aligned),
      values: Float32Array.from(aligned),
    };
  });
}
