import { disjointSets } from "../../graphs/disjoint-sets.js";
import { stepKinds } from "./neighbour-steps.js";
import type { SkeletonGraph } from "./skeleton-graph.js";

/**
 * A spanning forest of the neighbours: pairs through faces are taken first, then through edges, then through corners, of
 * each kind in the order of the voxels, and every pair that would close a cycle is left out (Kruskal 1956,
 * https://doi.org/10.1090/S0002-9939-1956-0078686-7). Where voxels are cubes no spanning forest is shorter.
 *
 * @param isWanted - Whether a pair takes part at all; default all.
 * @returns 1 beside each place of `targets` whose pair is kept, at both of its places.
 */
export function spanningEdges(
  graph: SkeletonGraph,
  isWanted: (i: number, j: number) => boolean = () => true,
): Uint8Array {
  const { voxels, offsets, targets, steps } = graph;
  const isKept = new Uint8Array(targets.length);
  const { join } = disjointSets(voxels.length);
  for (const kind of [1, 2, 3]) {
    for (let i = 0; i < voxels.length; i++) {
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const j = targets[e]!;
        if (j < i || stepKinds[steps[e]!] !== kind || !isWanted(i, j) || !join(i, j)) continue;
        isKept[e] = 1;
        isKept[offsets[j]! + targets.subarray(offsets[j]!, offsets[j + 1]!).indexOf(i)] = 1;
      }
    }
  }
  return isKept;
}
