import { countPresent } from "../stats/count-present.js";
import type { Row } from "../tables/tables.js";
import type { RecordingId } from "./recording-reader.js";
import type { SampledChannel } from "./sampled-channel.js";

/** Samples per row, as in the signals table. */
const chunkSamples = 16384;

/** What is said of a trace that an operation has made. */
export type ProcessedChannel = Omit<SampledChannel, "row"> & {
  readonly row: Pick<
    Row<"processed_signals">,
    "channel_index" | "kind" | "name" | "quantity" | "unit" | "clock" | "sampling_rate_hz"
  >;
};

/** The rows of `processed_signals` that hold a trace. */
export function processedRows(
  { dataset_id, recording_id }: RecordingId,
  channel: ProcessedChannel,
): readonly Row<"processed_signals">[] {
  const { row, values, timeS, startSample, filled = new Uint8Array(values.length) } = channel;
  return Array.from({ length: Math.ceil(values.length / chunkSamples) }, (_, chunk) => {
    const [start, end] = [chunk * chunkSamples, (chunk + 1) * chunkSamples];
    const own = values.subarray(start, end);
    const runs = filledRuns(filled.subarray(start, end));
    return {
      dataset_id,
      recording_id,
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
