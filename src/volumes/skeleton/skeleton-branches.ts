import type { VoxelEdges } from "./distance-to-background.js";
import { stepLengths } from "./neighbour-steps.js";
import { placesOfVoxels } from "./places-of-voxels.js";
import type { SkeletonGraph } from "./skeleton-graph.js";
import { spanningEdges } from "./spanning-edges.js";
import { type ThinnedGraph, traceBranches } from "./trace-branches.js";

/** What a branch joins. */
export type BranchType = "tip-tip" | "junction-tip" | "junction-junction" | "cycle";

/** The branches of a skeleton, one element each, in the order of their first voxels. */
export interface SkeletonBranches {
  readonly count: number;
  readonly types: readonly BranchType[];
  readonly components: Int32Array;
  /** The voxels of branch b are `nodes[offsets[b]]` to `nodes[offsets[b + 1] - 1]`, from end to end, counted as in the graph. */
  readonly offsets: Int32Array;
  readonly nodes: Int32Array;
  /** Sums of the distances from voxel to voxel; of a cycle back to its first one. */
  readonly lengths: Float64Array;
  /** Straight distances of the two ends. */
  readonly euclideanDistances: Float64Array;
  /** Means of the radii over the voxels, both ends counted; null where none are given. */
  readonly meanRadii: Float64Array | null;
  /** Pairs of neighbours inside of clusters of junctions that were left out. */
  readonly droppedEdges: number;
}

/** How branches are measured. */
export interface BranchOptions {
  /** Edges of a voxel, default 1, 1, 1. */
  readonly voxelEdges?: VoxelEdges;
  /** Distance of each voxel to the background. */
  readonly radii?: Float64Array | null;
}

/**
 * The branches of a skeleton, as skan counts them (Nunez-Iglesias et al. 2018, https://doi.org/10.7717/peerj.4312): paths
 * whose inner voxels have two neighbours, from tip (one neighbour) or junction (three or more) to tip or junction.
 *
 * Junctions of a thinned skeleton touch each other in clusters. Of the pairs between voxels with three or more neighbours
 * only a spanning forest is kept (`spanningEdges`); tips and junctions are told by the neighbours that are left. A ring
 * without a junction is a cycle that begins at its first voxel; a loop that begins and ends at one junction is a cycle too.
 * A voxel without neighbours is no branch.
 */
export function skeletonBranches(graph: SkeletonGraph, options: BranchOptions = {}): SkeletonBranches {
  const { voxelEdges = [1, 1, 1], radii = null } = options;
  const thinned = withoutClusters(graph);
  const { offsets, nodes } = traceBranches(thinned);
  const count = offsets.length - 1;
  const lengths = new Float64Array(count);
  const euclideanDistances = new Float64Array(count);
  const meanRadii = radii && new Float64Array(count);
  const types: BranchType[] = [];
  const lengthsOfSteps = stepLengths(voxelEdges);
  const places = placesOfVoxels(graph.voxels, graph.shape);
  for (let b = 0; b < count; b++) {
    const path = nodes.subarray(offsets[b]!, offsets[b + 1]!);
    const first = path[0]!;
    const last = path[path.length - 1]!;
    for (let k = 1; k < path.length; k++) {
      const e = thinned.targets.indexOf(path[k]!, thinned.offsets[path[k - 1]!]!);
      lengths[b]! += lengthsOfSteps[thinned.steps[e]!]!;
    }
    euclideanDistances[b] = Math.hypot(
      (places.z[first]! - places.z[last]!) * voxelEdges[0],
      (places.y[first]! - places.y[last]!) * voxelEdges[1],
      (places.x[first]! - places.x[last]!) * voxelEdges[2],
    );
    // the first voxel of a cycle stands at both of its ends and counts once
    const points = first === last ? path.subarray(1) : path;
    if (radii && meanRadii) meanRadii[b] = points.reduce((sum, node) => sum + radii[node]!, 0) / points.length;
    types.push(typeOf(thinned, first, last));
  }
  return {
    count,
    types,
    components: Int32Array.from({ length: count }, (_, b) => graph.components[nodes[offsets[b]!]!]!),
    offsets,
    nodes,
    lengths,
    euclideanDistances,
    meanRadii,
    droppedEdges: (graph.targets.length - thinned.targets.length) / 2,
  };
}

function typeOf({ offsets }: ThinnedGraph, first: number, last: number): BranchType {
  if (first === last) return "cycle";
  const isTip = (node: number): boolean => offsets[node + 1]! - offsets[node]! === 1;
  if (isTip(first) && isTip(last)) return "tip-tip";
  return isTip(first) || isTip(last) ? "junction-tip" : "junction-junction";
}

/** The graph with a spanning forest in place of the pairs between junctions. */
function withoutClusters(graph: SkeletonGraph): ThinnedGraph & { readonly steps: Uint8Array } {
  const isJunction = (node: number): boolean => graph.offsets[node + 1]! - graph.offsets[node]! > 2;
  const isInCluster = (i: number, j: number): boolean => isJunction(i) && isJunction(j);
  const isSpanning = spanningEdges(graph, isInCluster);
  const offsets = new Int32Array(graph.offsets.length);
  const targets = new Int32Array(graph.targets.length);
  const steps = new Uint8Array(graph.targets.length);
  let place = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
      if (isInCluster(i, graph.targets[e]!) && !isSpanning[e]) continue;
      targets[place] = graph.targets[e]!;
      steps[place++] = graph.steps[e]!;
    }
    offsets[i + 1] = place;
  }
  return { offsets, targets: targets.slice(0, place), steps: steps.slice(0, place) };
}
