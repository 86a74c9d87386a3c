import type { VolumeShape, VoxelRuns } from "../label-volume.js";

/** One instance of one side as it is scored. */
export interface ScoredInstance {
  /** 1-based, counted by channel, then by label, after everything that is left out was left out. */
  readonly id: number;
  /** Its channel in the file, 0-based. */
  readonly channel: number;
  /** Its number in the file. */
  readonly label: number;
  readonly voxels: number;
  readonly runs: VoxelRuns;
}

/** The instances of the ground truth, or those of a prediction. */
export interface ScoredSide {
  readonly instances: readonly ScoredInstance[];
  /** The voxels that belong to two or more of them. */
  readonly shared: VoxelRuns;
}

/** What to know about a score that is not wrong but may surprise. */
export interface ScoreWarning {
  readonly code: "cropped" | "binary-masks" | "one-slice" | "unknown-dim" | "empty-skeleton" | "empty-coverage";
  readonly message: string;
  /** The side and the instances (by id) that it is about, where it is about some. */
  readonly side?: "gt" | "pred";
  readonly instances?: readonly number[];
}

/** Ground truth and prediction in one frame. */
export interface PreparedInstances {
  readonly shape: VolumeShape;
  readonly gt: ScoredSide;
  readonly pred: ScoredSide;
  /** Ids of the gt instances that are hard to see; null where nobody says which are. */
  readonly dim: readonly number[] | null;
  readonly warnings: readonly ScoreWarning[];
}
