import { ArgumentError } from "../../errors.js";
import type { VoxelEdges } from "./distance-to-background.js";
import { farthestNodes } from "./farthest-nodes.js";
import type { Forest } from "./forest.js";
import { stepLengths } from "./neighbour-steps.js";
import { orderTrees, type TreeEdges } from "./order-trees.js";
import { placesOfVoxels } from "./places-of-voxels.js";
import type { SkeletonGraph } from "./skeleton-graph.js";
import { spanningEdges } from "./spanning-edges.js";

/** Where trees begin, and how steps are measured. */
export interface ForestOptions {
  /**
   * Where trees begin: `"farthest-end"` (default), an end of the longest path of each tree, the one farthest from its
   * first voxel; `"largest-radius"`, the node with the largest radius; or flat indices of voxels, at most one per tree,
   * where trees without one begin at their farthest end. Of equals the first voxel.
   */
  readonly root?: "farthest-end" | "largest-radius" | readonly number[];
  /** Edges of a voxel, default 1, 1, 1. */
  readonly voxelEdges?: VoxelEdges;
  /** Distance of each voxel to the background, as `distanceToBackground` gives it for the whole instance. */
  readonly radii?: Float64Array | null;
}

/**
 * A tree for each piece of a skeleton, so that it can be written where cycles cannot. Thinned skeletons have thick
 * patches with far more pairs of neighbours than voxels; `spanningEdges` says which pairs stay, the others are counted.
 *
 * @throws ArgumentError for given roots that are no voxels of the skeleton or of which two are in one piece, and for radii
 * that are missing or of another number
 */
export function skeletonForest(graph: SkeletonGraph, options: ForestOptions = {}): Forest {
  const { root = "farthest-end", voxelEdges = [1, 1, 1], radii = null } = options;
  const { voxels, offsets, targets, steps, edges } = graph;
  if (radii && radii.length !== voxels.length) {
    throw new ArgumentError({ argument: "radii", expected: `${voxels.length} radii`, found: String(radii.length) });
  }
  const isKept = spanningEdges(graph);
  const kept = { from: [] as number[], to: [] as number[], lengths: [] as number[] };
  const lengthsOfSteps = stepLengths(voxelEdges);
  for (let i = 0; i < voxels.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      if (!isKept[e] || targets[e]! < i) continue;
      kept.from.push(i);
      kept.to.push(targets[e]!);
      kept.lengths.push(lengthsOfSteps[steps[e]!]!);
    }
  }
  const { roots, rooting } = rootsOf(graph, root, kept, radii);
  const { nodes, parents } = orderTrees(voxels.length, kept, roots);
  return {
    ...placesOfVoxels(
      Float64Array.from(nodes, (i) => voxels[i]!),
      graph.shape,
    ),
    radii: radii && Float64Array.from(nodes, (i) => radii[i]!),
    parents,
    components: Int32Array.from(nodes, (i) => graph.components[i]!),
    degrees: Int32Array.from(nodes, (i) => offsets[i + 1]! - offsets[i]!),
    droppedEdges: edges - kept.from.length,
    rooting,
  };
}

function rootsOf(
  graph: SkeletonGraph,
  root: NonNullable<ForestOptions["root"]>,
  edges: TreeEdges & { readonly lengths: readonly number[] },
  radii: Float64Array | null,
): { readonly roots: Int32Array; readonly rooting: string } {
  if (root === "largest-radius") return { roots: widestNodes(graph, radii), rooting: "node with the largest radius" };
  const farthest = farthestNodes(graph.components, graph.componentCount, edges);
  const rooting = "end point farthest from the first voxel of the tree";
  if (root === "farthest-end") return { roots: farthest, rooting };
  const taken = new Set<number>();
  for (const voxel of root) {
    const node = graph.voxels.indexOf(voxel);
    const piece = graph.components[node];
    if (piece === undefined || taken.has(piece)) {
      const expected = "voxels of the skeleton, at most one in each of its pieces";
      throw new ArgumentError({ argument: "root", expected, found: `voxel ${voxel}` });
    }
    taken.add(piece);
    farthest[piece] = node;
  }
  return { roots: farthest, rooting: `given, in trees without a given root the ${rooting}` };
}

function widestNodes({ components, componentCount }: SkeletonGraph, radii: Float64Array | null): Int32Array {
  if (!radii) throw new ArgumentError({ argument: "radii", expected: "radii to choose roots by", found: "none" });
  const widest = new Int32Array(componentCount).fill(-1);
  for (let i = 0; i < components.length; i++) {
    const best = widest[components[i]!]!;
    if (best < 0 || radii[i]! > radii[best]!) widest[components[i]!] = i;
  }
  return widest;
}
