import { covarianceEigenvalues } from "./covariance-eigenvalues.js";
import type { InstanceMeasures } from "./instance-measures.js";
import type { VolumeShape } from "./label-volume.js";

/** What is known of a volume besides its voxels. */
export interface VolumeFacts {
  readonly shape: VolumeShape;
  /** Edges of a voxel along z, y, x in micrometres; null where nobody says. */
  readonly voxelUm: readonly [z: number, y: number, x: number] | null;
  /** Labels that the source lists as hard to see; null where it lists none. */
  readonly dim: ReadonlySet<number> | null;
}

/** Measures of an instance with the principal variances of its voxels, falling; these are null without its covariance. */
export interface MeasuredInstance extends InstanceMeasures {
  readonly variances: readonly [number, number, number] | null;
}

/** Columns that are known from the sums over an instance, with how each follows from them. */
export const summedColumns = {
  voxels: ({ voxels }) => voxels,
  volume_um3: ({ voxels }, { voxelUm }) => voxelUm && voxels * (voxelUm[0] * voxelUm[1] * voxelUm[2]),
  z_min: ({ low }) => low[0],
  z_max: ({ high }) => high[0],
  y_min: ({ low }) => low[1],
  y_max: ({ high }) => high[1],
  x_min: ({ low }) => low[2],
  x_max: ({ high }) => high[2],
  centroid_z: ({ centroid }) => centroid[0],
  centroid_y: ({ centroid }) => centroid[1],
  centroid_x: ({ centroid }) => centroid[2],
  equivalent_diameter: ({ voxels }) => Math.cbrt((6 * voxels) / Math.PI),
  extent: ({ voxels, low, high }) => voxels / ((high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2])),
  touches_border: ({ low, high }, { shape }) => low.includes(0) || high.some((end, axis) => end === shape[axis]),
  is_dim: ({ label }, { dim }) => dim?.has(label) ?? null,
} as const satisfies Readonly<Record<string, ColumnRule>>;

/** Columns that need the covariance of the voxels. */
export const shapeColumns = {
  inertia_zz: ({ covariance }) => covariance!.yy + covariance!.xx,
  inertia_yy: ({ covariance }) => covariance!.zz + covariance!.xx,
  inertia_xx: ({ covariance }) => covariance!.zz + covariance!.yy,
  inertia_zy: ({ covariance }) => -covariance!.zy,
  inertia_zx: ({ covariance }) => -covariance!.zx,
  inertia_yx: ({ covariance }) => -covariance!.yx,
  // the inertia about an axis is the sum of the variances along the two others
  inertia_eigenvalue_0: ({ variances }) => variances![0] + variances![1],
  inertia_eigenvalue_1: ({ variances }) => variances![0] + variances![2],
  inertia_eigenvalue_2: ({ variances }) => variances![1] + variances![2],
  axis_major_length: ({ variances }) => Math.sqrt(20 * variances![0]),
  axis_minor_length: ({ variances }) => Math.sqrt(20 * variances![2]),
} as const satisfies Readonly<Record<string, ColumnRule>>;

/** Columns that need the runs of all instances in memory. */
export const neighbourColumns = ["overlap_voxels", "components_6", "components_18", "components_26"] as const;

type ColumnRule = (instance: MeasuredInstance, facts: VolumeFacts) => number | boolean | null;

/** A column that is counted run by run. */
export type SummedColumn = keyof typeof summedColumns | keyof typeof shapeColumns;
/** A column for which all runs are needed at once. */
export type NeighbourColumn = (typeof neighbourColumns)[number];
/** A column of the table of instances. */
export type InstanceColumn = SummedColumn | NeighbourColumn;

/** All columns that are known from sums. */
export const summedColumnNames = Object.keys({ ...summedColumns, ...shapeColumns }) as readonly SummedColumn[];

/** All columns of instances. */
export const instanceColumnNames: readonly InstanceColumn[] = [...summedColumnNames, ...neighbourColumns];

/** Values of a column, one per instance. */
export type InstanceValues<C extends InstanceColumn> = C extends "is_dim"
  ? readonly (boolean | null)[]
  : C extends "touches_border"
    ? readonly boolean[]
    : C extends "volume_um3"
      ? readonly (number | null)[]
      : readonly number[];

/** The columns that were asked for, and channel and label of each instance, by channel, then by label. */
export type InstanceTable<C extends InstanceColumn> = {
  readonly channel: readonly number[];
  readonly instance: readonly number[];
} & { readonly [column in C]: InstanceValues<column> };

/** The columns of the given instances that are known from sums. */
export function summedTable<C extends SummedColumn>(
  instances: readonly InstanceMeasures[],
  columns: readonly C[],
  facts: VolumeFacts,
): InstanceTable<C> {
  const rules: Readonly<Record<string, ColumnRule>> = { ...summedColumns, ...shapeColumns };
  const measured = instances.map((instance): MeasuredInstance => {
    return { ...instance, variances: instance.covariance && covarianceEigenvalues(instance.covariance) };
  });
  const table: Record<string, readonly (number | boolean | null)[]> = {
    channel: measured.map(({ channel }) => channel),
    instance: measured.map(({ label }) => label),
  };
  for (const column of columns) table[column] = measured.map((instance) => rules[column]!(instance, facts));
  return table as InstanceTable<C>;
}

/** Whether any of the columns needs the covariance of the voxels. */
export function needsShape(columns: readonly string[]): boolean {
  return columns.some((column) => Object.hasOwn(shapeColumns, column));
}
