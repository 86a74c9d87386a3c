import { countVoxels } from "../count-voxels.js";
import type { LabelVolume, VolumeShape, VoxelRuns } from "../label-volume.js";
import { type FrontRule, frontRanks } from "./front-ranks.js";
import { type LabelProjection, type LabelProjector, labelProjector } from "./label-projector.js";
import type { ProjectionOptions } from "./projection-size.js";

/** What of a volume is looked at, how finely, and which of several instances is seen. */
export interface ProjectLabelsOptions extends ProjectionOptions {
  /** Default: `smallest`, the one of fewest voxels. */
  readonly inFront?: FrontRule;
}

/**
 * The instances of a volume as they are seen along one axis, or on one slice (`from`, `to`). Time follows the runs,
 * memory the picture.
 *
 * @throws ArgumentError for planes or steps outside of the volume
 */
export function projectLabels(volume: LabelVolume, options: ProjectLabelsOptions): LabelProjection {
  const { instances, shape } = volume;
  const voxels = instances.map(({ runs }) => countVoxels(runs));
  const projector = labelProjector(shape, { ...options, ranks: frontRanks(voxels, options.inFront ?? "smallest") });
  for (const [index, { runs }] of instances.entries()) tellRuns(runs, shape, index, projector);
  return projector.result();
}

function tellRuns(
  { starts, lengths }: VoxelRuns,
  shape: VolumeShape,
  instance: number,
  { tell }: LabelProjector,
): void {
  const [, height, width] = shape;
  for (let run = 0; run < starts.length; run++) {
    const row = Math.floor(starts[run]! / width);
    const z = Math.floor(row / height);
    tell(instance, z, row - z * height, starts[run]! - row * width, lengths[run]!);
  }
}
