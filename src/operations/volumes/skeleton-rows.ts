import type { Row } from "../../tables/tables.js";
import { nodeKinds, treeMeasures } from "../../volumes/skeleton/tree-measures.js";
import { distanceOf, type InstanceSkeleton } from "./instance-skeleton.js";
import type { VolumeRow } from "./read-volumes.js";

/** What rows say of a skeleton besides its numbers. */
export interface AboutSkeleton
  extends Pick<Row<"skeletons">, "dataset_id" | "volume_id" | "channel" | "instance" | "method" | "voxels"> {
  /** Edges of a voxel in micrometres, undefined where one is not known. */
  readonly edgesUm: VoxelEdgesUm | undefined;
}

type VoxelEdgesUm = readonly [z: number, y: number, x: number];

/** The edges of a voxel in micrometres, undefined where one is not known. */
export function edgesUmOf({ voxel_z_um: z, voxel_y_um: y, voxel_x_um: x }: VolumeRow): VoxelEdgesUm | undefined {
  return z === null || y === null || x === null ? undefined : [z, y, x];
}

/** The rows of one skeleton; lengths are in micrometres, or in voxels where the edges of these are not known. */
export function skeletonRows(
  { forest, branches, edges, repaired, vanished }: InstanceSkeleton,
  { edgesUm, method, voxels, ...named }: AboutSkeleton,
): {
  readonly skeleton: Row<"skeletons">;
  readonly nodes: readonly Row<"skeleton_nodes">[];
  readonly branches: readonly Row<"skeleton_branches">[];
} {
  const unit = edgesUm ? "um" : "voxel";
  const lengths = edgesUm ?? ([1, 1, 1] as const);
  const degreeCount = (test: (degree: number) => boolean) => forest.degrees.filter(test).length;
  const measures = treeMeasures(forest, lengths);
  const kinds = nodeKinds(forest.parents);
  const skeleton = {
    ...{ ...named, method, voxels, nodes: measures.nodes, is_empty: measures.nodes === 0 },
    ...{ repaired_components: repaired, vanished_components: vanished },
    components: new Set(forest.components).size,
    degree_1: degreeCount((degree) => degree === 1),
    degree_2: degreeCount((degree) => degree === 2),
    degree_3_or_more: degreeCount((degree) => degree > 2),
    ...{ edges, dropped_edges: forest.droppedEdges, cable_length: measures.cableLength, rooting: forest.rooting, unit },
  };
  const nodes = Array.from(forest.parents, (parent, node) => ({
    ...{ ...named, node: node + 1, parent: parent < 0 ? null : parent + 1 },
    ...{ z: forest.z[node]!, y: forest.y[node]!, x: forest.x[node]! },
    z_um: edgesUm ? forest.z[node]! * edgesUm[0] : null,
    y_um: edgesUm ? forest.y[node]! * edgesUm[1] : null,
    x_um: edgesUm ? forest.x[node]! * edgesUm[2] : null,
    ...{ radius: forest.radii?.[node] ?? null, unit },
    ...{ degree: forest.degrees[node]!, component: forest.components[node]!, kind: kinds[node]! },
  }));
  const branchRows = branches.map(({ type, component, nodes: count, length, meanRadius, start, end }, branch) => ({
    ...{ ...named, branch, component, branch_type: type, nodes: count, length },
    ...{ euclidean_distance: distanceOf(start, end, lengths), unit, mean_radius: meanRadius },
    ...{ start_z: start[0], start_y: start[1], start_x: start[2], end_z: end[0], end_y: end[1], end_x: end[2] },
  }));
  return { skeleton, nodes, branches: branchRows };
}
