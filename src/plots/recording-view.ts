import { UnknownNameError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";

/** One channel with all its samples. */
export interface TraceView {
  readonly channel: Row<"channels">;
  /** Samples in the channel's unit, NaN where one is missing. */
  readonly values: Float32Array;
  /** Time of each sample in seconds from the start of the recording. */
  readonly time_s: Float64Array;
}

/** What a plot of one recording needs. */
export interface RecordingView {
  readonly recording: Row<"recordings">;
  readonly datasetId: string | null;
  /** By channel index. */
  readonly traces: readonly TraceView[];
  /** By onset. */
  readonly events: readonly Row<"events">[];
}

/** Which recording, and which kinds of its channels (default: all). */
export interface RecordingViewOptions {
  readonly recordingId: string;
  readonly datasetId?: string;
  readonly kinds?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Reads one recording for plotting. Throws an {@link UnknownNameError} where the tables have no such recording. */
export async function readRecordingView(reader: TableReader, options: RecordingViewOptions): Promise<RecordingView> {
  const { recordingId, datasetId, signal } = options;
  const where = { recording_id: recordingId, ...(datasetId === undefined ? {} : { dataset_id: datasetId }) };
  const query = { where, ...(signal ? { signal } : {}) };
  const collect = async <T extends "recordings" | "channels" | "signals" | "clocks" | "events">(table: T) => {
    const rows: Row<T>[] = [];
    if (!reader.tables.includes(table)) return rows;
    for await (const batch of reader.read(table, query)) rows.push(...rowsOf({ ...batch, table }));
    return rows;
  };
  const [recording] = await collect("recordings");
  if (!recording) throw await unknownRecording(reader, recordingId);
  const channels = (await collect("channels"))
    .filter(({ kind }) => options.kinds?.includes(kind) ?? true)
    .sort((a, b) => a.channel_index - b.channel_index);
  const clocks = joinedClocks(await collect("clocks"));
  const signals = await collect("signals");
  const traces = channels.map((channel) => {
    const chunks = signals.filter(({ channel_index }) => channel_index === channel.channel_index);
    return traceOf(channel, chunks, clocks.get(channel.clock));
  });
  const events = (await collect("events")).sort((a, b) => a.onset_s - b.onset_s);
  return { recording, datasetId: datasetIdOf(recording), traces, events };
}

/** What plots call a recording: its dataset, where that is known, and its id. */
export function recordingName({ recording, datasetId }: RecordingView): string {
  return datasetId === null ? recording.recording_id : `${datasetId} ${recording.recording_id}`;
}

/** The partition column that a row read back carries, null on rows that have none. */
export function datasetIdOf(row: object): string | null {
  const value = (row as { readonly dataset_id?: unknown }).dataset_id;
  return typeof value === "string" ? value : null;
}

function traceOf(
  channel: Row<"channels">,
  chunks: readonly Row<"signals">[],
  stamps: Float64Array | undefined,
): TraceView {
  const length = Math.max(0, ...chunks.map(({ start_sample, values }) => start_sample + values.length));
  const values = new Float32Array(length).fill(Number.NaN);
  for (const chunk of chunks) values.set(chunk.values, chunk.start_sample);
  const first = chunks.find(({ start_sample }) => start_sample === 0)?.start_s ?? 0;
  const rate = channel.sampling_rate_hz ?? 1;
  const time_s = Float64Array.from({ length }, (_, index) => stamps?.[index] ?? first + index / rate);
  return { channel, values, time_s };
}

function joinedClocks(chunks: readonly Row<"clocks">[]): ReadonlyMap<string, Float64Array> {
  const stamps = new Map<string, number[]>();
  for (const { clock, start_sample, time_s } of chunks) {
    const all = stamps.get(clock) ?? [];
    time_s.forEach((time, index) => {
      all[start_sample + index] = time;
    });
    stamps.set(clock, all);
  }
  return new Map([...stamps].map(([clock, times]) => [clock, Float64Array.from(times)]));
}

async function unknownRecording(reader: TableReader, name: string): Promise<UnknownNameError> {
  const known: string[] = [];
  for await (const batch of reader.read("recordings", { columns: ["recording_id"] })) {
    known.push(...Array.from(batch.columns.recording_id ?? [], String));
  }
  return new UnknownNameError({ kind: "recording", name, known });
}
