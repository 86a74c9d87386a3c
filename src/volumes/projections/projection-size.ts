import { ArgumentError } from "../../errors.js";
import type { VolumeShape } from "../label-volume.js";

/** The axis that is looked along. */
export type ProjectionAxis = "z" | "y" | "x";

/** The axes in the order in which they are stored, the slowest first. */
export const projectionAxes: readonly ProjectionAxis[] = ["z", "y", "x"];

/** Where each axis stands in a shape, and which axes become the rows and the columns of a picture along it. */
export const projectionPlan: Readonly<
  Record<ProjectionAxis, { readonly along: 0 | 1 | 2; readonly rows: 0 | 1 | 2; readonly columns: 0 | 1 | 2 }>
> = {
  z: { along: 0, rows: 1, columns: 2 },
  y: { along: 1, rows: 0, columns: 2 },
  x: { along: 2, rows: 0, columns: 1 },
};

/** What of a volume is looked at, and how finely. */
export interface ProjectionOptions {
  readonly axis: ProjectionAxis;
  /** The first plane along the axis. Default: 0. */
  readonly from?: number;
  /** One more than the last plane; `from + 1` gives a slice. Default: the length of the axis. */
  readonly to?: number;
  /** Edge of a pixel in voxels. Default: 1. */
  readonly step?: number;
}

/** A picture's size and the planes that it shows. */
export interface ProjectionSize {
  readonly rows: number;
  readonly columns: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Pixels of one picture; more are asked for by damaged headers only, or want a larger step. */
const mostPixels = 2 ** 26;

/**
 * Rows and columns of a projection: y × x along z, z × x along y, z × y along x, each divided by the step and rounded up.
 *
 * @throws ArgumentError for a step or planes that are not whole numbers inside of the volume, or a picture too large
 */
export function projectionSize(shape: VolumeShape, options: ProjectionOptions): ProjectionSize {
  const { axis, from = 0, step = 1 } = options;
  const plan = projectionPlan[axis];
  const length = shape[plan.along];
  const to = options.to ?? length;
  if (!shape.every((axisLength) => Number.isInteger(axisLength) && axisLength > 0)) {
    throw new ArgumentError({ argument: "shape", expected: "three whole lengths above 0", found: shape.join(" × ") });
  }
  if (!(Number.isInteger(step) && step >= 1)) {
    throw new ArgumentError({ argument: "step", expected: "a whole number of voxels, 1 or more", found: String(step) });
  }
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= length)) {
    const found = `${from} to ${to}`;
    throw new ArgumentError({ argument: "planes", expected: `planes inside 0 to ${length} along ${axis}`, found });
  }
  const rows = Math.ceil(shape[plan.rows] / step);
  const columns = Math.ceil(shape[plan.columns] / step);
  if (rows * columns > mostPixels) {
    const found = `${rows} × ${columns}`;
    throw new ArgumentError({ argument: "step", expected: "a picture of 67 million pixels at most", found });
  }
  return { rows, columns, from, to, step };
}
