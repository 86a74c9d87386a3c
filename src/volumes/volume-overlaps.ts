import { countVoxels } from "./count-voxels.js";
import type { LabelVolume } from "./label-volume.js";
import { onOwnedSegments } from "./on-owned-segments.js";
import { ownedRuns } from "./owned-runs.js";

/** How much of a volume is labelled, once and several times. */
export interface VolumeOverlaps {
  /** Voxels that belong to at least one instance. */
  readonly foregroundVoxels: number;
  /** Voxels that belong to two or more. */
  readonly sharedVoxels: number;
  /** Per instance, its voxels that belong to another one as well. */
  readonly overlapVoxels: Float64Array;
}

/** Counts voxels by how many instances they belong to. */
export function volumeOverlaps(volume: LabelVolume): VolumeOverlaps {
  const overlapVoxels = new Float64Array(volume.instances.length);
  if (volume.channels === 1) {
    const foregroundVoxels = volume.instances.reduce((sum, { runs }) => sum + countVoxels(runs), 0);
    return { foregroundVoxels, sharedVoxels: 0, overlapVoxels };
  }
  let foregroundVoxels = 0;
  let sharedVoxels = 0;
  onOwnedSegments(ownedRuns(volume), (_, length, owners, count) => {
    foregroundVoxels += length;
    if (count === 1) return;
    sharedVoxels += length;
    for (let k = 0; k < count; k++) overlapVoxels[owners[k]!]! += length;
  });
  return { foregroundVoxels, sharedVoxels, overlapVoxels };
}
