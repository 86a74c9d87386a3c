import { UnknownNameError } from "../errors.js";
import { channelRows } from "../signals/channel-rows.js";
import { readTraces } from "../signals/read-traces.js";
import { rowsOf } from "../tables/batch.js";
import { countsFrames } from "../tables/frame-clock.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";

/** One channel with all its samples. */
export interface TraceView {
  readonly channel: Row<"channels">;
  /** Samples in the channel's unit, NaN where one is missing; none where the tables hold none. */
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

/**
 * Reads one recording for plotting, and of its signals those of the channels of the chosen kinds.
 *
 * @throws UnknownNameError where the tables have no such recording; FormatError where the times of samples are unknown
 */
export async function readRecordingView(reader: TableReader, options: RecordingViewOptions): Promise<RecordingView> {
  const { recordingId, datasetId, kinds, signal } = options;
  const recording = await findRecording(reader, recordingId, datasetId);
  const stop = signal ? { signal } : {};
  const channels = await channelRows(recording, { where: kinds ? { kind: kinds } : {}, ...stop });
  const samples = await readTraces(recording, channels, signal);
  const traces = channels.map((channel) => {
    const { values, timeS } = samples.get(channel.channel_index) ?? noSamples;
    return { channel, values, time_s: timeS };
  });
  const { dataset_id, recording_id } = recording.row;
  const events: Row<"events">[] = [];
  for await (const batch of reader.read("events", { where: { dataset_id, recording_id }, ...stop })) {
    events.push(...rowsOf({ ...batch, table: "events" }));
  }
  events.sort((a, b) => a.onset_s - b.onset_s);
  return { recording: recording.row, datasetId: datasetIdOf(recording.row), traces, events };
}

/** What the times of a recording are: seconds, or frames where no rate is known. */
export type TimeUnit = "s" | "frames";

/** The unit of a recording's times. */
export function timeUnitOf({ traces }: Pick<RecordingView, "traces">): TimeUnit {
  return countsFrames(traces.map(({ channel }) => channel)) ? "frames" : "s";
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

const noSamples = { values: new Float32Array(0), timeS: new Float64Array(0) };

async function findRecording(reader: TableReader, recordingId: string, datasetId?: string): Promise<Recording> {
  const where = { recording_id: recordingId, ...(datasetId === undefined ? {} : { dataset_id: datasetId }) };
  for await (const recording of datasetOf(reader).recordings(where)) return recording;
  throw await unknownRecording(reader, recordingId);
}

async function unknownRecording(reader: TableReader, name: string): Promise<UnknownNameError> {
  const known: string[] = [];
  for await (const batch of reader.read("recordings", { columns: ["recording_id"] })) {
    known.push(...Array.from(batch.columns.recording_id ?? [], String));
  }
  return new UnknownNameError({ kind: "recording", name, known });
}
