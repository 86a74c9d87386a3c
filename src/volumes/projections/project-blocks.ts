import { ArgumentError } from "../../errors.js";
import type { DenseBlock } from "../dense-block.js";
import type { VolumeShape } from "../label-volume.js";
import { pooledValues, poolTarget } from "./max-pool.js";
import { poolInto } from "./pool-into.js";
import { type ProjectionAxis, type ProjectionOptions, projectionPlan, projectionSize } from "./projection-size.js";

/** Channels of an image as they are seen along one axis. */
export interface ImageProjection {
  readonly axis: ProjectionAxis;
  readonly rows: number;
  readonly columns: number;
  /** Edge of a pixel in voxels. */
  readonly step: number;
  /** One picture per channel, row after row; NaN where no block told a number. */
  readonly channels: readonly Float32Array[];
}

/**
 * Largest value along an axis, or of the planes `from` to `to − 1` of it, of each channel, from blocks that come in any
 * order; several pictures in one pass. Memory follows the pictures, not the image.
 *
 * @param blocks - Boxes of the image.
 * @param shape - (channel,) z, y, x.
 * @returns One projection per entry of `views`, in their order.
 * @throws ArgumentError for another number of axes, planes or steps outside of the image, damaged blocks
 */
export async function projectBlocks(
  blocks: Iterable<DenseBlock> | AsyncIterable<DenseBlock>,
  shape: readonly number[],
  views: readonly ProjectionOptions[],
): Promise<readonly ImageProjection[]> {
  const [channels, ...space] = shape.length === 3 ? [1, ...shape] : shape;
  if (space.length !== 3) {
    throw new ArgumentError({ argument: "shape", expected: "(channel,) z, y, x", found: shape.join(" × ") });
  }
  const pictures = views.map((view) => {
    const size = projectionSize(space as unknown as VolumeShape, view);
    const along = projectionPlan[view.axis].along + 1;
    const full = [channels!, ...space];
    const factors = full.map((length, axis) => (axis === 0 ? 1 : axis === along ? length : size.step));
    const target = poolTarget(full, factors);
    const cut = (bounds: readonly number[], bound: number) => bounds.map((all, axis) => (axis === along ? bound : all));
    return { axis: view.axis, size, target: { ...target, from: cut(target.from, size.from), to: cut(full, size.to) } };
  });
  for await (const block of blocks) {
    const isPlain = block.shape.length === 3 && shape.length === 3;
    const whole = isPlain ? { ...block, start: [0, ...block.start], shape: [1, ...block.shape] } : block;
    for (const { target } of pictures) poolInto(target, whole);
  }
  return pictures.map(({ axis, size: { rows, columns, step }, target }) => {
    const pixels = rows * columns;
    const values = pooledValues(target);
    const each = Array.from({ length: channels! }, (_, channel) =>
      values.subarray(channel * pixels, (channel + 1) * pixels),
    );
    return { axis, rows, columns, step, channels: each };
  });
}

/** Whether a block of an image reaches the planes that a view shows; readers leave the others unread. */
export function isInView(
  start: readonly number[],
  shape: readonly number[],
  { axis, from = 0, to = Number.POSITIVE_INFINITY }: ProjectionOptions,
): boolean {
  const along = projectionPlan[axis].along + shape.length - 3;
  return start[along]! < to && start[along]! + shape[along]! > from;
}
