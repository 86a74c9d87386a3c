import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";
import { mainClock } from "./imaging-clock.js";
import { signalBatches } from "./signal-batches.js";

/** What a reader says about a channel; recording and number are added, the clock is the main one unless named. */
export type ChannelColumns = Partial<Row<"channels">> & Pick<Row<"channels">, "kind" | "quantity">;

/** Collects the channels of one recording with their traces, numbering them as they come. */
export function channelCollector(
  recordingId: string,
  clock: { readonly samplingRateHz: number | null; readonly timeOf: (sample: number) => number },
) {
  const rows: (ChannelColumns & Pick<Row<"channels">, "recording_id" | "channel_index">)[] = [];
  const signals = signalBatches(recordingId, clock.timeOf);
  return {
    add(columns: ChannelColumns, trace: Float32Array): void {
      const channel_index = rows.length;
      const defaults = { clock: mainClock, sampling_rate_hz: clock.samplingRateHz, status: "good" };
      rows.push({ ...defaults, ...columns, recording_id: recordingId, channel_index });
      signals.add(channel_index, trace);
    },
    count: () => rows.length,
    channels: (): TableBatch => batchOf("channels", rows),
    signals: (): readonly TableBatch[] => signals.finish(),
  };
}
