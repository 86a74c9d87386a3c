import { batchOf, type TableBatch } from "../../src/tables/batch.js";

export interface SmallDatasetOptions {
  readonly recordings?: number;
  readonly samples?: number;
  /** Added to every sample, to tell two versions of the same dataset apart. */
  readonly offset?: number;
}

/**
 * A sound little dataset: in each recording two neurons on an irregular clock `imaging` of about 2 Hz, and a velocity
 * at 10 Hz. AVAL is k + offset, AVAR has a missing sample at k = 3, velocity is k / 10.
 */
export function smallDataset(options: SmallDatasetOptions = {}): TableBatch[] {
  const { recordings = 2, samples = 40, offset = 0 } = options;
  const names = Array.from({ length: recordings }, (_, index) => `worm ${index}`);
  const times = Float64Array.from({ length: samples }, (_, k) => k / 2 + (k % 2) * 0.01);
  const fast = samples * 5;
  const each = <T extends object>(make: (recording_id: string) => readonly T[]) => names.flatMap(make);
  const neuron = (recording_id: string, channel_index: number, name: string) => {
    const row = { recording_id, channel_index, kind: "neuron", name_source: name, name, quantity: "ratio" };
    return { ...row, clock: "imaging", status: "good" };
  };
  const velocity = {
    kind: "behaviour",
    name_source: "velocity",
    quantity: "velocity",
    unit: "mm/s",
    clock: "behaviour",
  };
  const chunk = (recording_id: string, channel_index: number, values: Float32Array) => {
    return { recording_id, channel_index, chunk_index: 0, start_sample: 0, start_s: 0, values };
  };
  return [
    batchOf(
      "recordings",
      each((recording_id) => [
        {
          recording_id,
          modality: "calcium-imaging",
          n_samples: samples,
          n_channels: 3,
          duration_s: samples / 2,
          source_file: `${recording_id}.h5`,
        },
      ]),
    ),
    batchOf(
      "channels",
      each((recording_id) => [
        neuron(recording_id, 0, "AVAL"),
        neuron(recording_id, 1, "AVAR"),
        { recording_id, channel_index: 2, ...velocity, sampling_rate_hz: 10 },
      ]),
    ),
    batchOf(
      "clocks",
      each((recording_id) => [{ recording_id, clock: "imaging", chunk_index: 0, start_sample: 0, time_s: times }]),
    ),
    batchOf(
      "signals",
      each((recording_id) => [
        chunk(
          recording_id,
          0,
          Float32Array.from({ length: samples }, (_, k) => k + offset),
        ),
        chunk(
          recording_id,
          1,
          Float32Array.from({ length: samples }, (_, k) => (k === 3 ? Number.NaN : -k + offset)),
        ),
        chunk(
          recording_id,
          2,
          Float32Array.from({ length: fast }, (_, k) => k / 10),
        ),
      ]),
    ),
    batchOf(
      "events",
      each((recording_id) => [
        { recording_id, event_index: 0, onset_s: 1, duration_s: 2, kind: "state", label: "FWD" },
        { recording_id, event_index: 1, onset_s: 3, duration_s: 1, kind: "state", label: "REV" },
      ]),
    ),
  ];
}
