import type { LabelVolume, VolumeShape } from "../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";

/** Half-open ranges of z, y and x. */
export type VoxelBox = readonly [
  z: readonly [number, number],
  y: readonly [number, number],
  x: readonly [number, number],
];

/** One instance of a volume to be made. */
export interface InstanceVoxels {
  readonly channel: number;
  readonly label: number;
  /** Flat indices, in any order, any number of times. */
  readonly voxels: Iterable<number>;
}

/** A label volume of given voxels; instances without any are left out. */
export function labelVolume(shape: VolumeShape, instances: readonly InstanceVoxels[]): LabelVolume {
  const sorted = instances
    .map(({ channel, label, voxels }) => ({ channel, label, voxels: [...new Set(voxels)].sort((a, b) => a - b) }))
    .filter(({ voxels }) => voxels.length > 0)
    .sort((a, b) => a.channel - b.channel || a.label - b.label);
  return {
    shape,
    channels: Math.max(1, ...sorted.map(({ channel }) => channel + 1)),
    instances: sorted.map(({ channel, label, voxels }) => ({ channel, label, runs: runsOfVoxels(voxels, shape) })),
  };
}

/** The flat indices of boxes; voxels that two of them share come twice. */
export function boxVoxels(shape: VolumeShape, ...boxes: readonly VoxelBox[]): number[] {
  const voxels: number[] = [];
  for (const [[z0, z1], [y0, y1], [x0, x1]] of boxes) {
    for (let z = z0; z < z1; z++) {
      for (let y = y0; y < y1; y++) {
        for (let x = x0; x < x1; x++) voxels.push((z * shape[1] + y) * shape[2] + x);
      }
    }
  }
  return voxels;
}
