import { ArgumentError } from "../../errors.js";
import type { VolumeShape } from "../label-volume.js";
import { type ProjectionAxis, type ProjectionOptions, projectionSize } from "./projection-size.js";

/** Instances as they are seen along one axis. */
export interface LabelProjection {
  readonly axis: ProjectionAxis;
  readonly rows: number;
  readonly columns: number;
  /** Edge of a pixel in voxels. */
  readonly step: number;
  /** The instance that is seen at each pixel, row after row: its place in the list; −1 where there is none. */
  readonly front: Int32Array;
  /** 1 where more than one instance lies along the axis, whether they share voxels or not; else 0. */
  readonly several: Uint8Array;
  /** How many pixels each instance covers, hidden ones among them. */
  readonly pixels: Float64Array;
  /** Pixels with at least one instance. */
  readonly covered: number;
}

/** Takes runs of voxels, of one instance after the other, and gives the picture. */
export interface LabelProjector {
  /** The run (z, y, x) to (z, y, x + length − 1) of an instance, by its place in the list. */
  tell(instance: number, z: number, y: number, x: number, length: number): void;
  /** The picture of what was told so far. */
  result(): LabelProjection;
}

/** How deep each instance lies, besides what of the volume is looked at. */
export interface LabelProjectorOptions extends ProjectionOptions {
  /** One number per instance; at a pixel of several the one with the largest is seen, of equal ones the later. */
  readonly ranks: ArrayLike<number>;
}

/**
 * A projection of instances that is made run by run. It holds three arrays of the size of the picture, whatever the size
 * of the volume. Runs of one instance have to come together for `pixels` to be right; the rest needs no order.
 *
 * @throws ArgumentError for planes, steps or (from `tell`) runs outside of the volume
 */
export function labelProjector(shape: VolumeShape, options: LabelProjectorOptions): LabelProjector {
  const { axis, ranks } = options;
  const { rows, columns, from, to, step } = projectionSize(shape, options);
  const front = new Int32Array(rows * columns).fill(-1);
  const last = new Int32Array(rows * columns).fill(-1);
  const several = new Uint8Array(rows * columns);
  const pixels = new Float64Array(ranks.length);
  let covered = 0;
  const mark = (pixel: number, instance: number) => {
    if (last[pixel] === instance) return;
    last[pixel] = instance;
    pixels[instance]! += 1;
    const before = front[pixel]!;
    if (before === instance) return;
    if (before === -1) covered += 1;
    else several[pixel] = 1;
    const isNearer =
      before === -1 || ranks[instance]! > ranks[before]! || (ranks[instance] === ranks[before] && instance > before);
    if (isNearer) front[pixel] = instance;
  };
  const markRow = (row: number, instance: number, x: number, length: number) => {
    const start = Math.floor(row / step) * columns;
    const end = Math.floor((x + length - 1) / step);
    for (let column = Math.floor(x / step); column <= end; column++) mark(start + column, instance);
  };
  const marks: Readonly<Record<ProjectionAxis, LabelProjector["tell"]>> = {
    z: (instance, z, y, x, length) => {
      if (z >= from && z < to) markRow(y, instance, x, length);
    },
    y: (instance, z, y, x, length) => {
      if (y >= from && y < to) markRow(z, instance, x, length);
    },
    x: (instance, z, y, x, length) => {
      if (x < to && x + length > from) mark(Math.floor(z / step) * columns + Math.floor(y / step), instance);
    },
  };
  const markRun = marks[axis];
  return {
    tell(instance, z, y, x, length) {
      const isInside =
        z >= 0 && z < shape[0] && y >= 0 && y < shape[1] && x >= 0 && length > 0 && x + length <= shape[2];
      if (!isInside || !(instance >= 0 && instance < ranks.length)) {
        const found = `instance ${instance} at z ${z}, y ${y}, x ${x}, length ${length}`;
        const expected = `runs of ${ranks.length} instances inside ${shape.join(" × ")} voxels`;
        throw new ArgumentError({ argument: "run", expected, found });
      }
      markRun(instance, z, y, x, length);
    },
    result: () => ({ axis, rows, columns, step, front, several, pixels, covered }),
  };
}
