import { countVoxels } from "../../volumes/count-voxels.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { type InstanceSkeleton, instanceSkeleton } from "./instance-skeleton.js";
import { readVolumes, volumeTables } from "./read-volumes.js";
import { edgesUmOf, skeletonRows } from "./skeleton-rows.js";
import { type SkeletonizeParams, skeletonizeParams } from "./skeletonize-params.js";

/**
 * The skeleton of every instance: thinned or as centre lines, as trees with radii, and its branches. Lengths are in
 * micrometres where the edges of a voxel are known.
 */
export const skeletonize: Operation<SkeletonizeParams> = {
  name: "skeletonize",
  summary: "Skeletons of labelled instances by thinning or as centre lines: trees with radii, branches, counts.",
  params: skeletonizeParams,
  reads: volumeTables,
  writes: ["skeletons", "skeleton_nodes", "skeleton_branches"],
  partitionBy: "volume_id",
  async *run(input, params, context) {
    for await (const { row, labels } of readVolumes(input, params, context)) {
      const { dataset_id, volume_id } = row;
      const edgesUm = edgesUmOf(row);
      for (const { channel, label: instance, runs } of labels.instances) {
        context.signal.throwIfAborted();
        const skeleton = instanceSkeleton(runs, labels.shape, edgesUm ?? [1, 1, 1], params);
        const remark = remarkOf(skeleton);
        if (remark) {
          const message = `instance ${instance} of channel ${channel}: ${remark}`;
          context.onProgress({ kind: "note", task: "skeletonize", item: volume_id, message });
        }
        const named = { dataset_id, volume_id, channel, instance };
        const about = { ...named, method: params.method, voxels: countVoxels(runs), edgesUm };
        const rows = skeletonRows(skeleton, about);
        yield* batchesOf("skeletons", [rows.skeleton]);
        yield* batchesOf("skeleton_nodes", rows.nodes);
        yield* batchesOf("skeleton_branches", rows.branches);
      }
    }
  },
};

function remarkOf({ forest, vanished }: InstanceSkeleton): string | undefined {
  if (forest.parents.length === 0) return "its skeleton is empty";
  if (vanished > 0) return `${vanished} of its pieces have no skeleton`;
  return undefined;
}
