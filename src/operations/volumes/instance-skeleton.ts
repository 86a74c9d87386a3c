import type { VolumeShape, VoxelRuns } from "../../volumes/label-volume.js";
import { piecesOfRuns } from "../../volumes/pieces-of-runs.js";
import { centreLines } from "../../volumes/skeleton/centre-lines.js";
import { distanceToBackground, type VoxelEdges } from "../../volumes/skeleton/distance-to-background.js";
import type { Forest } from "../../volumes/skeleton/forest.js";
import { forestBranches } from "../../volumes/skeleton/forest-branches.js";
import { placesOfVoxels } from "../../volumes/skeleton/places-of-voxels.js";
import { type BranchType, skeletonBranches } from "../../volumes/skeleton/skeleton-branches.js";
import { skeletonForest } from "../../volumes/skeleton/skeleton-forest.js";
import { skeletonGraph } from "../../volumes/skeleton/skeleton-graph.js";
import { thin } from "../../volumes/thinning/thin.js";
import { voxelsOfRuns } from "../../volumes/voxels-of-runs.js";
import type { SkeletonizeParams } from "./skeletonize-params.js";

/** The skeleton of one instance as trees, and its branches. */
export interface InstanceSkeleton {
  readonly forest: Forest;
  /** Pairs of neighbouring nodes. */
  readonly edges: number;
  /** Pieces that kept a skeleton although thinning alone would have left none; null where the method keeps none. */
  readonly repaired: number | null;
  /** Pieces without a node. */
  readonly vanished: number;
  /** Nodes that are centres of somata; thinning knows of none. */
  readonly somata: ArrayLike<number>;
  readonly branches: readonly SkeletonBranch[];
}

/** A branch, with its ends by their places in voxels. */
export interface SkeletonBranch {
  readonly type: BranchType;
  readonly component: number;
  readonly nodes: number;
  readonly length: number;
  readonly meanRadius: number | null;
  readonly start: Place;
  readonly end: Place;
}

type Place = readonly [z: number, y: number, x: number];
type Places = Pick<Forest, "z" | "y" | "x">;

const placeOf = ({ z, y, x }: Places, node: number): Place => [z[node]!, y[node]!, x[node]!];

/** The distance of two places in the unit of the edges of a voxel. */
export function distanceOf(a: Place, b: Place, edges: VoxelEdges): number {
  return Math.hypot(...edges.map((edge, axis) => (a[axis]! - b[axis]!) * edge));
}

/** Thins an instance, or draws its centre lines, as the parameters of `skeletonize` say. */
export function instanceSkeleton(
  runs: VoxelRuns,
  shape: VolumeShape,
  edges: VoxelEdges,
  params: SkeletonizeParams,
): InstanceSkeleton {
  return params.method === "teasar" ? drawn(runs, shape, edges, params) : thinned(runs, shape, edges, params);
}

function thinned(given: VoxelRuns, shape: VolumeShape, edges: VoxelEdges, params: SkeletonizeParams): InstanceSkeleton {
  const cleaned = params.dust ? piecesOfRuns(given, shape, { dust: params.dust }) : { kept: given, pieces: [] };
  const runs = cleaned.kept;
  const keepEven = params.method === "lee94-keep-even";
  const { voxels, vanishedComponents, repairedComponents } = thin(runs, shape, { keepEven });
  const vanished = vanishedComponents + cleaned.pieces.filter(({ kept }) => !kept).length;
  const radii = distancesAt(voxels, runs, distanceToBackground(runs, shape, edges));
  const graph = skeletonGraph(voxels, shape);
  const forest = skeletonForest(graph, { root: params.root, voxelEdges: edges, radii });
  const found = skeletonBranches(graph, { voxelEdges: edges, radii });
  const places = placesOfVoxels(voxels, shape);
  const branches = found.types.map((type, branch): SkeletonBranch => {
    const [first, end] = [found.offsets[branch]!, found.offsets[branch + 1]!];
    return {
      ...{ type, component: found.components[branch]!, nodes: end - first, length: found.lengths[branch]! },
      meanRadius: found.meanRadii?.[branch] ?? null,
      start: placeOf(places, found.nodes[first]!),
      end: placeOf(places, found.nodes[end - 1]!),
    };
  });
  return { forest, edges: graph.edges, repaired: keepEven ? repairedComponents : null, vanished, somata: [], branches };
}

/** The distances of some of the voxels of a set; both are in rising order. */
function distancesAt(voxels: Float64Array, runs: VoxelRuns, distances: Float64Array): Float64Array {
  const all = voxelsOfRuns(runs);
  let at = 0;
  return voxels.map((voxel) => {
    while (all[at]! < voxel) at++;
    return distances[at]!;
  });
}

function drawn(runs: VoxelRuns, shape: VolumeShape, edges: VoxelEdges, params: SkeletonizeParams): InstanceSkeleton {
  const given = {
    dustThreshold: params.dust,
    scale: params.scale,
    constant: params.constant,
    maxPaths: params.max_paths,
    somaDetection: params.soma_detection,
    somaAcceptance: params.soma_acceptance,
  };
  const lines = centreLines(runs, shape, {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...{ voxelEdges: edges, fixBranching: params.fix_branching },
    ...{ fixBorders: params.fix_borders, joinWithin: params.join_within },
  });
  const branches = forestBranches(lines).map((nodes): SkeletonBranch => {
    const places = nodes.map((node) => placeOf(lines, node));
    const isTip = (node: number) => lines.degrees[node] === 1;
    const tips = [nodes[0]!, nodes.at(-1)!].filter(isTip).length;
    return {
      type: (["junction-junction", "junction-tip", "tip-tip"] as const)[tips]!,
      component: lines.components[nodes[0]!]!,
      nodes: nodes.length,
      length: places.slice(1).reduce((sum, place, k) => sum + distanceOf(places[k]!, place, edges), 0),
      meanRadius: nodes.reduce((sum, node) => sum + lines.radii[node]!, 0) / nodes.length,
      ...{ start: places[0]!, end: places.at(-1)! },
    };
  });
  const kept = lines.degrees.reduce((sum, degree) => sum + degree, 0) / 2;
  return { forest: lines, edges: kept, repaired: null, vanished: lines.dustPieces, somata: lines.somata, branches };
}
