import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { voxelsOfRuns } from "../voxels-of-runs.js";
import type { ThinningRule } from "./thinning-rule.js";

/** What the voxels of two instances say about each other. */
export interface PairCounts {
  /** Share of the probes of the gt in the mask of the prediction, and the other way round; both float32. */
  readonly recall: number;
  readonly precision: number;
  /** Probes of the gt in the mask of the prediction, of the gt, and of the prediction. */
  readonly shared: number;
  readonly gt: number;
  readonly pred: number;
}

/** A criterion of how well two instances agree: the voxels that it looks up (its probes), and one number in 0 … 1. */
export interface Localisation {
  readonly probes: (runs: VoxelRuns, shape: VolumeShape, thinning: ThinningRule) => Float64Array;
  /** Rounded to float32, as thresholds are compared. */
  readonly agreement: (counts: PairCounts) => number;
}

/** The names of the criteria. */
export type LocalisationName = "cldice" | "iou";

/**
 * `cldice`: probes are skeletons; 2 P R / (P + R) in float32 throughout, 0 where both are 0 (Shit et al. 2021,
 * https://doi.org/10.1109/CVPR46437.2021.01629). `iou`: probes are the masks; c / (|g| + |p| − c) for c shared voxels.
 */
export const localisations: Readonly<Record<LocalisationName, Localisation>> = {
  cldice: {
    probes: (runs, shape, thinning) => thinning.skeleton(runs, shape),
    agreement: ({ recall, precision }) => harmonicMean(precision, recall),
  },
  iou: {
    probes: voxelsOfRuns,
    agreement: ({ shared, gt, pred }) => Math.fround(shared / (gt + pred - shared)),
  },
};

function harmonicMean(precision: number, recall: number): number {
  const sum = Math.fround(precision + recall);
  if (sum === 0) return 0;
  return Math.fround(Math.fround(Math.fround(2 * precision) * recall) / sum);
}
