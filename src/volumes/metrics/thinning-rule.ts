import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { thin } from "../thinning/thin.js";

/** How the masks of instances become skeletons. */
export interface ThinningRule {
  /** As protocols name it. */
  readonly name: string;
  /** Rising flat indices of the voxels of the skeleton. */
  readonly skeleton: (runs: VoxelRuns, shape: VolumeShape) => Float64Array;
}

/** Thinning as the benchmark does it (Lee, Kashyap and Chu 1994); solids of even thickness may vanish. */
export const lee94: ThinningRule = {
  name: "lee94",
  skeleton: (runs, shape) => thin(runs, shape).voxels,
};

/** The variant that never lets an instance vanish; its scores are not those of the benchmark. */
export const lee94KeepEven: ThinningRule = {
  name: "lee94-keep-even",
  skeleton: (runs, shape) => thin(runs, shape, { keepEven: true }).voxels,
};
