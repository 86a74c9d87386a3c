import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { voxelNeighbours } from "../voxel-neighbours.js";
import { voxelsOfRuns } from "../voxels-of-runs.js";
import { erode } from "./erode.js";
import { removed, startErosion } from "./erosion.js";
import { isRemovable } from "./is-removable.js";
import { isSimple } from "./is-simple.js";
import { restoreComponent } from "./restore-component.js";
import { borderSweeps, layerSweeps } from "./sweeps.js";

/** How {@link thin} thins. */
export interface ThinOptions {
  /** Give every component a skeleton, also those that the published rules thin to nothing. Default: false. */
  readonly keepEven?: boolean;
}

/** A thinned set, and what became of its components. */
export interface ThinnedVoxels {
  /** Which rules gave it: those of Lee, Kashyap and Chu as they are, or with vanished components thinned anew. */
  readonly rules: "lee94" | "lee94-keep-even";
  /** Flat indices (z · ny + y) · nx + x of the skeleton, rising. */
  readonly voxels: Float64Array;
  /** Components (by faces, edges and corners) without a voxel in the skeleton; 0 with `keepEven`. */
  readonly vanishedComponents: number;
  /** Components that would have vanished without `keepEven`. */
  readonly repairedComponents: number;
  /** Whether the skeleton has no voxel. */
  readonly isEmpty: boolean;
}

/**
 * The skeleton of a set of voxels by parallel thinning from six sides (Lee, Kashyap and Chu 1994,
 * https://doi.org/10.1006/cgip.1994.1042), voxel for voxel that of scikit-image 0.26: in a volume of a single slice only
 * the four sides in its plane are used. The skeleton depends on the order of the axes.
 *
 * After the parallel choice these rules ask once more for connectedness only. Solids of even thickness, down to two
 * layers that are border on both sides, may then be taken away whole. With `keepEven` the components to which that happens
 * are thinned anew, all others stay as they are: a voxel then also needs foreground on the side across, and everything is
 * asked once more before it goes. Each step by itself keeps components, tunnels and cavities, and neither a single voxel nor one
 * of two is removable, so something is always left: of a bar of 2 × 2 or 4 × 4 voxels its centre line, shorter by at most
 * half of its thickness at each end. It depends on the component's shape alone, not on where it lies.
 *
 * Time and memory follow the voxels: 52 bytes for each while it works, and the skeleton.
 *
 * @throws ArgumentError for runs that do not rise or leave the volume
 */
export function thin(runs: VoxelRuns, shape: VolumeShape, options: ThinOptions = {}): ThinnedVoxels {
  const { keepEven = false } = options;
  const whole = voxelsOfRuns(runs);
  const erosion = startErosion(voxelNeighbours(whole, shape));
  const nSweeps = shape[0] === 1 ? 4 : 6;
  const vanished = erode(erosion, borderSweeps.slice(0, nSweeps), isSimple);
  if (keepEven && vanished.length > 0) {
    for (const voxel of vanished) restoreComponent(erosion, voxel);
    erode(erosion, layerSweeps.slice(0, nSweeps), isRemovable);
  }
  const voxels = whole.filter((_, voxel) => erosion.patterns[voxel] !== removed);
  return {
    rules: keepEven ? "lee94-keep-even" : "lee94",
    voxels,
    vanishedComponents: keepEven ? 0 : vanished.length,
    repairedComponents: keepEven ? vanished.length : 0,
    isEmpty: voxels.length === 0,
  };
}
