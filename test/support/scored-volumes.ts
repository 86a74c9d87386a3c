import { runBatches } from "../../src/datasets/volumes/run-batches.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import type { LabelVolume } from "../../src/volumes/label-volume.js";
import { boxVoxels, labelVolume, type VoxelBox } from "./label-volumes.js";
import { ofPartition } from "./volume-tables.js";

/** One volume of a sample. */
export interface ScoredVolume {
  readonly sample: string;
  readonly role: "ground truth" | "prediction";
  readonly labelling?: "completely" | "partly" | null;
  readonly volume: LabelVolume;
  /** Labels that are hard to see; null where nobody lists any. */
  readonly dim?: readonly number[] | null;
  /** What the id of the volume ends in, where a sample has several. */
  readonly id?: string;
}

/** The tables `volumes`, `instances` (of it what scoring reads) and `voxel_runs` of the dataset `made`. */
export function scoredVolumes(all: readonly ScoredVolume[]): readonly TableBatch[] {
  const batches = all.flatMap(({ sample, role, labelling = null, volume, dim = null, id = "" }) => {
    const volume_id = `${sample}:${role}${id}`;
    const [shape_z, shape_y, shape_x] = volume.shape;
    const row = { volume_id, sample, role, labelling, n_channels: volume.channels, shape_z, shape_y, shape_x };
    const instances = volume.instances.map(({ channel, label }) => {
      return { volume_id, channel, instance: label, is_dim: dim === null ? null : dim.includes(label) };
    });
    return [
      batchOf("volumes", [row as never]),
      ...(instances.length > 0 ? [batchOf("instances", instances as never)] : []),
      ...runBatches(volume_id, volume),
    ];
  });
  return batches.map((batch) => ofPartition(batch, "dataset_id", "made"));
}

/** The volumes of the reference's own tests: two crossing bars, a channel each, and a third one. */
export const bars = {
  shape: [30, 30, 30] as const,
  first: [
    [14, 17],
    [14, 17],
    [5, 25],
  ] satisfies VoxelBox,
  second: [
    [14, 17],
    [5, 25],
    [14, 17],
  ] satisfies VoxelBox,
  third: [
    [5, 8],
    [5, 25],
    [20, 23],
  ] satisfies VoxelBox,
};

/** Boxes as instances: the label is the place from 1; each in a channel of its own, or all in one. */
export function boxVolume(boxes: readonly (readonly VoxelBox[])[], { apart = true } = {}): LabelVolume {
  const instances = boxes.map((ofOne, place) => ({
    ...{ channel: apart ? place : 0, label: place + 1 },
    voxels: boxVoxels(bars.shape, ...ofOne),
  }));
  return labelVolume(bars.shape, instances);
}
