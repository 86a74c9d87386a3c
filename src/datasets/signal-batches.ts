import type { TableBatch } from "../tables/batch.js";

/** Samples per row of the signals table: a neuron's trace of an hour and more at the usual rates is one read. */
export const chunkSamples = 16384;

/** Rows per batch. */
const batchRows = 64;

/** Collects traces of one recording, channel after channel, and gives them as batches of the signals table. */
export function signalBatches(recordingId: string, timeOf: (sample: number) => number) {
  const batches: TableBatch[] = [];
  let rows = 0;
  let columns = emptyColumns();
  return {
    add(channelIndex: number, values: Float32Array): void {
      for (let start = 0, chunk = 0; start < values.length; start += chunkSamples, chunk++) {
        columns.recording_id.push(recordingId);
        columns.channel_index.push(channelIndex);
        columns.chunk_index.push(chunk);
        columns.start_sample.push(start);
        columns.start_s.push(timeOf(start));
        columns.values.push(values.length <= chunkSamples ? values : values.slice(start, start + chunkSamples));
        if (++rows % batchRows === 0) flush();
      }
    },
    /** All batches; call it once, after the last trace. */
    finish(): readonly TableBatch[] {
      flush();
      return batches;
    },
  };

  function flush(): void {
    if (columns.recording_id.length > 0) batches.push({ table: "signals", columns });
    columns = emptyColumns();
  }
}

function emptyColumns() {
  return {
    recording_id: [] as string[],
    channel_index: [] as number[],
    chunk_index: [] as number[],
    start_sample: [] as number[],
    start_s: [] as number[],
    values: [] as Float32Array[],
  };
}
