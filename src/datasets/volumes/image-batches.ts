import { FormatError } from "../../errors.js";
import type { ArrayBlock, BlockedArray } from "../../formats/blocked-array.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import { accumulateIntensities } from "../../volumes/accumulate-intensities.js";
import { labelAxes } from "../../volumes/label-axes.js";
import type { LabelVolume } from "../../volumes/label-volume.js";
import { type ImageProjection, projectBlocks } from "../../volumes/projections/project-blocks.js";
import { projectionAxes } from "../../volumes/projections/projection-size.js";

/** What an image tells of the instances in it, and how it looks along each axis. */
export interface ImageBatches {
  readonly channels: number;
  readonly batches: readonly TableBatch[];
}

/**
 * Intensities of the instances and projections of a whole image in one pass over its blocks, as batches of the tables
 * `instance_intensities` and `volume_projections`. Memory follows the pictures and a block.
 *
 * @throws FormatError where image and labels differ in z, y or x
 */
export async function imageBatches(
  volumeId: string,
  volume: LabelVolume,
  image: BlockedArray,
  signal?: AbortSignal,
): Promise<ImageBatches> {
  const { channels, shape } = imageAxes(image);
  if (shape.some((length, axis) => length !== volume.shape[axis])) {
    const expected = `z, y, x of the labels, ${volume.shape.join(" × ")}`;
    throw new FormatError({ file: image.file, place: image.path, expected, found: shape.join(" × ") });
  }
  const fourAxes = [channels, ...shape];
  const intensities = accumulateIntensities(volume, fourAxes);
  async function* blocks(): AsyncGenerator<ArrayBlock> {
    for await (const { start, shape: box, values } of image.blocks(signal ? { signal } : {})) {
      // axes of length 1 may be missing in front, or be too many
      const block = { start: [0, 0, ...start].slice(-4), shape: [1, 1, ...box].slice(-4), values };
      intensities.onBlock(block);
      yield block;
    }
  }
  const pictures = await projectBlocks(
    blocks(),
    fourAxes,
    projectionAxes.map((axis) => ({ axis })),
  );
  const { channel, instance, raw_channel, ...measures } = intensities.table();
  const columns = {
    ...{ volume_id: channel.map(() => volumeId), channel, instance, raw_channel },
    ...Object.fromEntries(Object.entries(measures).map(([name, values]) => [name, values.map(orNull)])),
  };
  const isThere = volume.instances.length > 0;
  return {
    channels,
    batches: [
      ...(isThere ? [{ table: "instance_intensities" as const, columns }] : []),
      ...pictures.map((picture) => projectionBatch(volumeId, picture)),
    ],
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function imageAxes(image: BlockedArray): ReturnType<typeof labelAxes> {
  try {
    return labelAxes(image.shape);
  } catch (cause) {
    const found = image.shape.join(" × ");
    throw new FormatError({ file: image.file, place: image.path, expected: "axes (channel,) z, y, x", found, cause });
  }
}

function projectionBatch(volume_id: string, { axis, rows, columns, channels }: ImageProjection): TableBatch {
  const all = channels.flatMap((pixels, raw_channel) =>
    Array.from({ length: rows }, (_, row) => {
      const values = pixels.subarray(row * columns, (row + 1) * columns);
      return { volume_id, axis, raw_channel, row, values, max: largest(values) };
    }),
  );
  return batchOf("volume_projections", all);
}

/** Largest of the values that are numbers; null where none is. */
function largest(values: Float32Array): number | null {
  let found: number | null = null;
  for (const value of values) if (!Number.isNaN(value)) found = Math.max(found ?? value, value);
  return found;
}
