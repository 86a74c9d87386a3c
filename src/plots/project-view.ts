import type { TableReader } from "../tables/table-reader.js";
import { frontRanks } from "../volumes/projections/front-ranks.js";
import { type LabelProjection, labelProjector } from "../volumes/projections/label-projector.js";
import { type ProjectionAxis, projectionAxes } from "../volumes/projections/projection-size.js";
import { tellRuns, type VolumeView } from "./volume-view.js";

/** Projections of a volume along its three axes, in one pass over its runs. */
export async function projectView(
  reader: TableReader,
  view: VolumeView,
  step: number,
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<ProjectionAxis, LabelProjection>>> {
  const voxels = view.instances.map((instance) => instance.voxels);
  const ranks = frontRanks(voxels, "smallest");
  const projectors = projectionAxes.map((axis) => labelProjector(view.shape, { axis, ranks, step }));
  await tellRuns(
    reader,
    view,
    (instance, z, y, x, length) => {
      for (const projector of projectors) projector.tell(instance, z, y, x, length);
    },
    signal,
  );
  const [z, y, x] = projectors.map((projector) => projector.result()) as [
    LabelProjection,
    LabelProjection,
    LabelProjection,
  ];
  return { z, y, x };
}
