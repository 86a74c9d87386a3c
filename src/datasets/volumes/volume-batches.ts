import { FormatError } from "../../errors.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import { collectLabelVolume } from "../../volumes/collect-label-volume.js";
import { instancePairs } from "../../volumes/instance-pairs.js";
import { instanceStatistics } from "../../volumes/instance-statistics.js";
import type { LabelVolume } from "../../volumes/label-volume.js";
import { volumeOverlaps } from "../../volumes/volume-overlaps.js";
import type { ReportFinding } from "../read-recordings.js";
import { dimLabels } from "./dim-labels.js";
import { imageBatches } from "./image-batches.js";
import { runBatches } from "./run-batches.js";
import type { VolumeToRead } from "./volume-to-read.js";

/**
 * Reads a label volume, and the image below it where there is one, into the tables `volumes`, `instances`, `voxel_runs`,
 * `instance_pairs`, `instance_intensities` and `volume_projections`. Work and memory follow the foreground; the image is
 * read once, block by block.
 *
 * @throws FormatError for damage, for values that are no labels, and for an image of another shape
 */
export async function volumeBatches(
  volume: VolumeToRead,
  { report, signal }: { readonly report?: ReportFinding; readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly TableBatch[]> {
  const { about, labels, raw, voxelUm } = volume;
  const { volume_id } = about;
  checkAxes(volume);
  const reading = signal ? { signal } : {};
  const found = await collectLabelVolume(labels.shape, (onRun) => labels.foreground(onRun, reading), {
    file: labels.file,
  });
  const attributes = await labels.attributes();
  const dim = dimLabels(attributes, found, { file: about.source_file, place: about.array, report });
  const image = raw && (await imageBatches(volume_id, found, raw, signal));
  const [shape_z, shape_y, shape_x] = found.shape;
  const [voxel_z_um, voxel_y_um, voxel_x_um] = voxelUm ?? [null, null, null];
  const row = {
    ...{ ...about, n_channels: found.channels, shape_z, shape_y, shape_x, voxel_z_um, voxel_y_um, voxel_x_um },
    n_instances: found.instances.length,
    foreground_voxels: volumeOverlaps(found).foregroundVoxels,
    raw_channels: image?.channels ?? null,
    ...{ dtype: labels.dtype, chunks: labels.chunks?.join("×") ?? null, codec: labels.codec },
    ...{ stored_bytes: labels.storedBytes, attributes: JSON.stringify(attributes) },
  };
  const { channel, ...statistics } = instanceStatistics(found, { voxelUm, dim });
  const columns = { volume_id: channel.map(() => volume_id), channel, ...statistics };
  return [
    batchOf("volumes", [row]),
    ...(channel.length > 0 ? [{ table: "instances" as const, columns }] : []),
    ...runBatches(volume_id, found),
    ...pairBatches(volume, found),
    ...(image?.batches ?? []),
  ];
}

function checkAxes({ labels: { file, path, shape } }: VolumeToRead): void {
  if (shape.length >= 2 && shape.length <= 4 && shape.every((length) => length > 0)) return;
  const expected = "labels with the axes (channel,) z, y, x, each at least 1";
  throw new FormatError({ file, place: path, expected, found: `axes of ${shape.join(" × ") || "no length"}` });
}

function pairBatches({ about: { volume_id }, voxelUm }: VolumeToRead, found: LabelVolume): readonly TableBatch[] {
  const rows = instancePairs(found).map(({ a, b, overlapVoxels, faces }) => {
    const [first, second] = [found.instances[a]!, found.instances[b]!];
    const [z, y, x] = faces;
    const area = voxelUm && z * voxelUm[1] * voxelUm[2] + y * voxelUm[0] * voxelUm[2] + x * voxelUm[0] * voxelUm[1];
    return {
      ...{ volume_id, channel_a: first.channel, instance_a: first.label },
      ...{ channel_b: second.channel, instance_b: second.label },
      ...{ overlap_voxels: overlapVoxels, contact_faces: z + y + x, contact_um2: area },
    };
  });
  return rows.length > 0 ? [batchOf("instance_pairs", rows)] : [];
}
