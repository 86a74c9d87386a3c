import type { ByteSource } from "../../bytes/byte-source.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { channelCollector } from "../channel-collector.js";
import type { ReportFinding } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { type EventColumns, eventBatch } from "../state-events.js";
import { addMotion } from "./add-motion.js";
import type { BoldSeries } from "./open-bold.js";
import { type VoxelRegions, voxelChannels } from "./voxel-channels.js";

/** A run of a series of volumes. */
export interface BoldRun {
  /** What `recordings` says about it. */
  readonly about: Partial<Row<"recordings">> & Pick<Row<"recordings">, "recording_id">;
  readonly series: BoldSeries;
  /** Its volumes in the series, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly quantity: Manifest["quantities"][number];
  /** Seconds from its first volume. */
  readonly events: readonly EventColumns[];
  readonly regions?: VoxelRegions;
  /** Positions of the voxels that become channels, x changing fastest. Default: all. */
  readonly voxels?: Int32Array | undefined;
  /** A row per volume of the series. */
  readonly motion?: ByteSource | undefined;
}

/**
 * The tables of one run: a channel per voxel that is chosen, x changing fastest, those of the motion behind them, and the events.
 * Volume k stands at k times the seconds from volume to volume.
 */
export async function boldRecording(
  manifest: Manifest,
  entry: ManifestFile,
  run: BoldRun,
  { report, signal }: { readonly report: ReportFinding; readonly signal?: AbortSignal | undefined },
): Promise<readonly TableBatch[]> {
  const { about, series, start, end, quantity, events, regions, voxels, motion } = run;
  const { stepS } = series;
  const volumes = end - start;
  const block = await series.traces(start, end, { voxels, signal });
  reportSamples(block, report, { source_file: entry.path, place: `volumes ${start} to ${end - 1}` });
  const samplingRateHz = 1 / stepS;
  const channels = channelCollector(about.recording_id, { samplingRateHz, timeOf: (volume) => volume * stepS });
  const all = voxelChannels(series.image, quantity, regions);
  for (const [index, trace] of block.traces.entries()) {
    channels.add({ ...all[voxels?.[index] ?? index]!, ...emptyTraceStatus(block, index) }, trace);
  }
  if (motion) await addMotion(motion, channels, { start, end, of: series.volumes }, report);
  const row = recordingRow(manifest, entry, {
    ...about,
    sampling_rate_hz: samplingRateHz,
    n_samples: volumes,
    n_channels: channels.count(),
    duration_s: volumes * stepS,
  });
  return [row, channels.channels(), ...channels.signals(), eventBatch(about.recording_id, events)];
}
