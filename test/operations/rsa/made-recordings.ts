import { createRandom } from "../../../src/random/create-random.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";

/** A recording of one sample per second; events last whole seconds. */
export interface MadeRecording {
  readonly id: string;
  readonly subject?: string;
  readonly channels: readonly (Partial<Row<"channels">> & { readonly values: readonly number[] })[];
  /** Onset, duration (null: a moment) and label. */
  readonly events: readonly (readonly [number, number | null, string])[];
}

/** The tables of recordings, as a reader would write them. */
export function madeTables(recordings: readonly MadeRecording[]): TableBatch[] {
  return recordings.flatMap(({ id, subject, channels, events }) => {
    const count = channels[0]?.values.length ?? 0;
    return [
      batchOf("recordings", [
        {
          ...{ recording_id: id, subject_id: subject ?? null, modality: "fmri", source_file: `${id}.nii` },
          ...{ sampling_rate_hz: 1, n_samples: count, n_channels: channels.length, duration_s: count },
        },
      ]),
      batchOf(
        "channels",
        channels.map(({ values: _, ...row }, channel_index) => ({
          ...{ recording_id: id, channel_index, kind: "voxel", quantity: "bold", clock: "main" },
          ...{ sampling_rate_hz: 1, status: "good", ...row },
        })),
      ),
      batchOf(
        "signals",
        channels.map(({ values }, channel_index) => ({
          ...{ recording_id: id, channel_index, chunk_index: 0, start_sample: 0, start_s: 0 },
          values: Float32Array.from(values),
        })),
      ),
      batchOf(
        "events",
        events.map(([onset_s, duration_s, label], event_index) => ({
          ...{ recording_id: id, event_index, onset_s, duration_s, kind: "block", label },
        })),
      ),
    ];
  });
}

/**
 * A recording of blocks of three seconds with one second between, whose samples are random: numbers that float32 holds.
 *
 * @param voxels - Channels on a line, 1 mm apart.
 */
export function randomRecording(id: string, labels: readonly string[], voxels: number, subject = "s1"): MadeRecording {
  const random = createRandom(id);
  const samples = 4 * labels.length + 1;
  const channels = Array.from({ length: voxels }, (_, x) => ({
    ...{ x_m: x / 1000, y_m: 0, z_m: 0 },
    values: Array.from({ length: samples }, () => Math.round(random.normal() * 1024) / 1024),
  }));
  return { id, subject, channels, events: labels.map((label, block) => [1 + 4 * block, 3, label] as const) };
}

/** The mean of each channel in each event of a random recording, events × channels. */
export function blockMeans({ channels, events }: MadeRecording): number[][] {
  return events.map(([onset, duration]) =>
    channels.map(({ values }) => {
      const inside = values.slice(onset, onset + duration!);
      return inside.reduce((sum, value) => sum + value, 0) / inside.length;
    }),
  );
}
