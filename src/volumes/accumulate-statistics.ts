import { UnknownNameError } from "../errors.js";
import { accumulateInstances } from "./accumulate-instances.js";
import {
  type InstanceTable,
  needsShape,
  type SummedColumn,
  summedColumnNames,
  summedTable,
} from "./instance-columns.js";
import type { LabelOptions, OnLabelRun } from "./number-runs.js";

/** Which columns, and what is known of the volume besides its voxels. */
export interface StatisticsOptions<C> {
  /** All that there are by default. */
  readonly columns?: readonly C[];
  /** Edges of a voxel along z, y, x in micrometres, for `volume_um3`; that is null without. */
  readonly voxelUm?: readonly [z: number, y: number, x: number] | null;
  /** Labels that the source lists as hard to see, for `is_dim`; that is null without. */
  readonly dim?: Iterable<number> | null;
}

/** Statistics of instances that are added up from runs as they come. */
export interface StatisticsAccumulator<C extends SummedColumn> {
  readonly onRun: OnLabelRun;
  /** The instances so far, by channel, then by label. */
  table(): InstanceTable<C>;
}

/**
 * Adds up the statistics of instances that need no neighbours from a stream of runs, in memory that follows the number of
 * instances: for volumes whose foreground does not fit in memory. Runs may come in any order and be cut anywhere, but no
 * voxel twice.
 *
 * @param arrayShape - (channel,) z, y, x.
 * @returns its `onRun` throws FormatError for what is no label, and for more instances than the limit
 * @throws ArgumentError for a shape of no volume; UnknownNameError for a column that is not known from sums
 */
export function accumulateStatistics<C extends SummedColumn = SummedColumn>(
  arrayShape: readonly number[],
  { columns, voxelUm = null, dim = null, ...options }: StatisticsOptions<C> & LabelOptions = {},
): StatisticsAccumulator<C> {
  const asked = columns ?? (summedColumnNames as readonly C[]);
  for (const name of asked) {
    if (summedColumnNames.includes(name)) continue;
    const next = "columns of neighbours need the volume in memory: collect it first";
    throw new UnknownNameError({ kind: "column of streamed instances", name, known: summedColumnNames, next });
  }
  const { shape, onRun, measures } = accumulateInstances(arrayShape, { ...options, withShape: needsShape(asked) });
  const facts = { shape, voxelUm, dim: dim && new Set(dim) };
  return { onRun, table: () => summedTable(measures(), asked, facts) };
}
