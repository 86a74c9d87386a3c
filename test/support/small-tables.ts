import { batchOf, type TableBatch } from "../../src/tables/batch.js";

/** A channel of a {@link smallRecording}. */
export interface SmallChannel {
  readonly name?: string | null;
  readonly source?: string | null;
  readonly kind?: string;
  readonly quantity?: string;
  readonly status?: string;
  /** Samples per second; null: stamps come from the clock. */
  readonly rate?: number | null;
  readonly clock?: string;
  readonly values: readonly number[];
}

export interface SmallRecording {
  readonly id: string;
  readonly channels: readonly SmallChannel[];
  readonly clocks?: Readonly<Record<string, readonly number[]>>;
  /** Onset, duration and label of states. */
  readonly states?: readonly (readonly [number, number, string])[];
  readonly durationS?: number;
}

/** The tables of a few recordings, written as a reader would write them. */
export function smallTables(recordings: readonly SmallRecording[]): TableBatch[] {
  return recordings.flatMap(smallRecording);
}

function smallRecording({ id, channels, clocks = {}, states = [], durationS }: SmallRecording): TableBatch[] {
  const n = channels[0]?.values.length ?? 0;
  const recording = {
    recording_id: id,
    modality: "calcium-imaging",
    sampling_rate_hz: 1,
    n_samples: n,
    n_channels: channels.length,
    duration_s: durationS ?? n,
    source_file: `${id}.h5`,
  };
  const rows = channels.map((channel, index) => ({
    recording_id: id,
    channel_index: index,
    kind: channel.kind ?? "neuron",
    name: channel.name ?? null,
    name_source: channel.source ?? channel.name ?? null,
    quantity: channel.quantity ?? "ratio",
    unit: "1",
    clock: channel.clock ?? "imaging",
    sampling_rate_hz: channel.rate === undefined ? 1 : channel.rate,
    status: channel.status ?? "good",
  }));
  // two chunks per channel, so that joining is part of every test
  const chunks = channels.flatMap(({ values, rate = 1 }, index) =>
    [values.slice(0, 3), values.slice(3)].flatMap((part, chunk) =>
      part.length === 0
        ? []
        : [
            {
              recording_id: id,
              channel_index: index,
              chunk_index: chunk,
              start_sample: chunk * 3,
              start_s: rate === null ? 0 : (chunk * 3) / rate,
              values: Float32Array.from(part),
            },
          ],
    ),
  );
  const stamps = Object.entries(clocks).map(([clock, times]) => ({
    recording_id: id,
    clock,
    chunk_index: 0,
    start_sample: 0,
    time_s: Float64Array.from(times),
  }));
  const events = states.map(([onset_s, duration_s, label], index) => ({
    recording_id: id,
    event_index: index,
    onset_s,
    duration_s,
    kind: "state",
    label,
  }));
  return [
    batchOf("recordings", [recording]),
    batchOf("channels", rows),
    batchOf("signals", chunks),
    batchOf("clocks", stamps),
    batchOf("events", events),
  ].filter(({ columns }) => Object.values(columns)[0]!.length > 0);
}
