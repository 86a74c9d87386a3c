/** Lengths of the axes z, y, x in voxels. */
export type VolumeShape = readonly [z: number, y: number, x: number];

/**
 * A set of voxels as runs along x: run i covers `starts[i]` to `starts[i] + lengths[i] - 1`, where voxel (z, y, x) is
 * counted as (z · ny + y) · nx + x. Runs ascend, do not overlap, do not touch inside a row, and never leave their row:
 * a set has one such list and no other.
 */
export interface VoxelRuns {
  readonly starts: Float64Array;
  readonly lengths: Int32Array;
}

/** The voxels of one label in one channel. */
export interface LabelledInstance {
  /** 0-based; 0 where the volume has no axis of channels. */
  readonly channel: number;
  /** The number that its voxels hold. */
  readonly label: number;
  readonly runs: VoxelRuns;
}

/**
 * A label volume without its background. Instances ascend by channel, then by label; none is empty; those of different
 * channels may share voxels.
 */
export interface LabelVolume {
  readonly shape: VolumeShape;
  readonly channels: number;
  readonly instances: readonly LabelledInstance[];
}
