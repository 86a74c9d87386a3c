import type { TableBatch } from "../tables/batch.js";
import { type Row, tables } from "../tables/tables.js";
import { mainClock } from "./imaging-clock.js";
import { signalBatches } from "./signal-batches.js";

/** What a reader says about a channel; recording and number are added, the clock is the main one unless named. */
export type ChannelColumns = Partial<Row<"channels">> & Pick<Row<"channels">, "kind" | "quantity">;

const columnNames = Object.keys(tables.channels.columns);

/** Collects the channels of one recording with their traces, numbering them as they come. */
export function channelCollector(
  recordingId: string,
  clock: { readonly samplingRateHz: number | null; readonly timeOf: (sample: number) => number },
) {
  const defaults: Readonly<Record<string, unknown>> = {
    recording_id: recordingId,
    clock: mainClock,
    sampling_rate_hz: clock.samplingRateHz,
    status: "good",
  };
  // columns at once: a row object per channel would be taken apart again
  const columns = Object.fromEntries(columnNames.map((name): [string, unknown[]] => [name, []]));
  const signals = signalBatches(recordingId, clock.timeOf);
  let count = 0;
  return {
    add(given: ChannelColumns, trace: Float32Array): void {
      for (const name of columnNames) {
        const value = (given as Readonly<Record<string, unknown>>)[name];
        columns[name]!.push(value === undefined ? (defaults[name] ?? null) : value);
      }
      columns.channel_index![count] = count;
      signals.add(count++, trace);
    },
    count: () => count,
    channels: (): TableBatch => ({ table: "channels", columns }),
    signals: (): readonly TableBatch[] => signals.finish(),
  };
}
