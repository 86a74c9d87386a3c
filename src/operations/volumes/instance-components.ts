import * as z from "zod/mini";
import { piecesOfRuns } from "../../volumes/pieces-of-runs.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { readVolumes, volumeTables } from "./read-volumes.js";
import { volumeWhere } from "./volume-where.js";

const params = z.strictObject({
  ...volumeWhere,
  connectivity: z
    ._default(z.union([z.literal(6), z.literal(18), z.literal(26)]), 26)
    .check(z.describe("Which voxels hang together: by faces (6), edges too (18), corners too (26).")),
  dust: z
    ._default(z.number().check(z.minimum(0)), 0)
    .check(z.describe("Pieces of fewer voxels are not kept. Default: 0, which keeps all.")),
  largest: z
    .optional(z.int().check(z.minimum(1)))
    .check(z.describe("So many of the largest pieces of an instance are kept. Default: all.")),
});

/** The connected pieces of every instance: see `piecesOfRuns`. */
export const instanceComponents: Operation<z.infer<typeof params>> = {
  name: "instance-components",
  summary: "Connected pieces of labelled instances, with dust and small pieces marked.",
  params,
  reads: volumeTables,
  writes: ["instance_components"],
  partitionBy: "volume_id",
  async *run(input, { connectivity, dust, largest, ...choice }, context) {
    for await (const { row, labels } of readVolumes(input, choice, context)) {
      const { dataset_id, volume_id } = row;
      for (const { channel, label: instance, runs } of labels.instances) {
        const { pieces } = piecesOfRuns(runs, labels.shape, { connectivity, dust, ...(largest && { largest }) });
        const about = { dataset_id, volume_id, channel, instance, connectivity };
        const rows = pieces.map(({ rank, voxels, kept, low, high }, component) => ({
          ...{ ...about, component, rank, voxels, kept },
          ...{ z_min: low[0], z_max: high[0], y_min: low[1], y_max: high[1], x_min: low[2], x_max: high[2] },
        }));
        yield* batchesOf("instance_components", rows);
      }
    }
  },
};
