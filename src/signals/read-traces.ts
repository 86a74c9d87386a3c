import { FormatError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";

/** All samples of one channel. */
export interface Trace {
  /** NaN where a sample is missing. */
  readonly values: Float32Array;
  /** Seconds from the start of the recording, one per sample. */
  readonly timeS: Float64Array;
  readonly clock: string;
}

type Chunk = Pick<Row<"signals">, "channel_index" | "start_sample" | "start_s" | "values">;

/**
 * The native samples of some channels of a recording with their times, by channel index. Samples of a regular clock
 * are stamped start of the first chunk + k / rate; those of another clock as the `clocks` table says.
 *
 * @throws FormatError where a channel has neither a rate nor a clock with as many stamps
 */
export async function readTraces(
  recording: Recording,
  channels: readonly Row<"channels">[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Trace>> {
  const traces = new Map<number, Trace>();
  if (channels.length === 0) return traces;
  const chunks = await readChunks(recording, channels, signal);
  const stamps = await readClocks(recording, channels, signal);
  for (const { channel_index, clock, sampling_rate_hz } of channels) {
    const own = chunks.get(channel_index) ?? [];
    if (own.length === 0) continue;
    const values = joined(own);
    const known = stamps.get(clock);
    const timeS = known?.subarray(0, values.length) ?? regularTimes(own[0]!, values.length, sampling_rate_hz);
    if (timeS?.length !== values.length) {
      const { dataset_id, recording_id } = recording.row;
      throw new FormatError({
        file: `${dataset_id}/${recording_id}`,
        place: `channel ${channel_index}`,
        expected: `${values.length} stamps of the clock ${clock}, or a sampling rate`,
        found: timeS ? String(timeS.length) : "neither",
      });
    }
    traces.set(channel_index, { values, timeS, clock });
  }
  return traces;
}

async function readChunks({ row, tables }: Recording, channels: readonly Row<"channels">[], signal?: AbortSignal) {
  const wanted = channels.map(({ channel_index }) => channel_index);
  const { dataset_id, recording_id } = row;
  const chunks = new Map<number, Chunk[]>();
  const where = { dataset_id, recording_id, channel_index: wanted };
  const columns = ["channel_index", "start_sample", "start_s", "values"];
  for await (const batch of tables.read("signals", { columns, where, ...(signal ? { signal } : {}) })) {
    for (const chunk of rowsOf({ ...batch, table: "signals" })) {
      const own = chunks.get(chunk.channel_index);
      if (own) own.push(chunk);
      else chunks.set(chunk.channel_index, [chunk]);
    }
  }
  for (const own of chunks.values()) own.sort((a, b) => a.start_sample - b.start_sample);
  return chunks;
}

async function readClocks({ row, tables }: Recording, channels: readonly Row<"channels">[], signal?: AbortSignal) {
  const { dataset_id, recording_id } = row;
  const clock = [...new Set(channels.map((channel) => channel.clock))];
  const pieces = new Map<string, { start: number; times: Float64Array }[]>();
  const where = { dataset_id, recording_id, clock };
  for await (const batch of tables.read("clocks", { where, ...(signal ? { signal } : {}) })) {
    for (const piece of rowsOf({ ...batch, table: "clocks" })) {
      const own = pieces.get(piece.clock) ?? [];
      own.push({ start: piece.start_sample, times: piece.time_s });
      pieces.set(piece.clock, own);
    }
  }
  const stamps = new Map<string, Float64Array>();
  for (const [name, own] of pieces) {
    own.sort((a, b) => a.start - b.start);
    const all = new Float64Array(own.reduce((sum, { times }) => sum + times.length, 0));
    let at = 0;
    for (const { times } of own) {
      all.set(times, at);
      at += times.length;
    }
    stamps.set(name, all);
  }
  return stamps;
}

/** The chunks as one trace; samples that no chunk holds are missing. */
function joined(chunks: readonly Chunk[]): Float32Array {
  if (chunks.length === 1 && chunks[0]!.start_sample === 0) return chunks[0]!.values;
  const length = Math.max(...chunks.map(({ start_sample, values }) => start_sample + values.length));
  const all = new Float32Array(length).fill(Number.NaN);
  for (const { start_sample, values } of chunks) all.set(values, start_sample);
  return all;
}

function regularTimes(first: Chunk, length: number, rateHz: number | null): Float64Array | undefined {
  if (rateHz === null) return undefined;
  const startS = first.start_s - first.start_sample / rateHz;
  return Float64Array.from({ length }, (_, sample) => startS + sample / rateHz);
}
