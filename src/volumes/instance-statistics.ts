import { UnknownNameError } from "../errors.js";
import { accumulateStatistics, type StatisticsOptions } from "./accumulate-statistics.js";
import { componentsAt } from "./components-of-runs.js";
import {
  type InstanceColumn,
  type InstanceTable,
  instanceColumnNames,
  type NeighbourColumn,
  neighbourColumns,
  type SummedColumn,
} from "./instance-columns.js";
import type { LabelVolume } from "./label-volume.js";
import { volumeOverlaps } from "./volume-overlaps.js";

/** The columns that count pieces. */
const connectivityOf = { components_6: 6, components_18: 18, components_26: 26 } as const;

/**
 * The columns of the table of instances, only those asked for: counts, boxes, centroids, shape, overlaps and pieces. Lengths
 * are in voxels, moments are those of the population of voxel centres. They agree with `regionprops` of scikit-image 0.26,
 * where a flat instance differs by its rounding: here it has a minor axis of 0.
 *
 * @throws UnknownNameError for a column that there is not
 */
export function instanceStatistics<C extends InstanceColumn = InstanceColumn>(
  volume: LabelVolume,
  { columns, ...options }: StatisticsOptions<C> = {},
): InstanceTable<C> {
  const asked = columns ?? (instanceColumnNames as readonly C[]);
  const unknown = asked.find((name) => !instanceColumnNames.includes(name));
  if (unknown) throw new UnknownNameError({ kind: "column of instances", name: unknown, known: instanceColumnNames });
  const summed = asked.filter((name): name is C & SummedColumn => !isNeighbourColumn(name));
  const [depth, height, rowLength] = volume.shape;
  const { onRun, table } = accumulateStatistics([volume.channels, depth, height, rowLength], {
    ...options,
    columns: summed,
    maximumInstances: Number.POSITIVE_INFINITY,
  });
  for (const { channel, label, runs } of volume.instances) {
    const first = channel * depth * height * rowLength;
    for (let run = 0; run < runs.starts.length; run++) onRun(label, first + runs.starts[run]!, runs.lengths[run]!);
  }
  const result: Record<string, unknown> = { ...table() };
  if (asked.includes("overlap_voxels" as C)) result.overlap_voxels = Array.from(volumeOverlaps(volume).overlapVoxels);
  const pieceColumns = asked.filter((name): name is C & keyof typeof connectivityOf =>
    Object.hasOwn(connectivityOf, name),
  );
  const pieces = volume.instances.map(({ runs }) =>
    componentsAt(
      runs,
      volume.shape,
      pieceColumns.map((name) => connectivityOf[name]),
    ),
  );
  pieceColumns.forEach((name, i) => {
    result[name] = pieces.map((ofInstance) => ofInstance[i]!.count);
  });
  return result as InstanceTable<C>;
}

function isNeighbourColumn(name: InstanceColumn): name is NeighbourColumn {
  return neighbourColumns.some((column) => column === name);
}
