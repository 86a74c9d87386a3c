import type { CentreLineSettings } from "./centre-line-options.js";
import type { SkeletonGraph } from "./skeleton-graph.js";
import { type SpreadPaths, spreadPaths } from "./spread-paths.js";
import { type VoxelPlaces, voxelBins } from "./voxel-bins.js";

/** What paths are drawn through. */
export interface DrawingGround {
  readonly graph: SkeletonGraph;
  readonly places: VoxelPlaces;
  readonly radii: Float64Array;
  /** Of the 27 steps to a neighbour. */
  readonly lengths: Float64Array;
  /** Where the tree of each piece begins. */
  readonly roots: Int32Array;
  /** 1 for pieces without paths. */
  readonly isDust: Uint8Array;
  /** 1 for voxels that are done before any path. */
  readonly isDone: Uint8Array;
  /** Voxels, counted as in the graph, to which paths lead before and after all others. */
  readonly targetsBefore: readonly number[];
  readonly targetsAfter: readonly number[];
}

/** Trees through voxels. */
export interface DrawnPaths {
  /** The voxel towards the root; -1 for roots, -2 for voxels that are in no tree. */
  readonly parents: Int32Array;
  readonly paths: number;
  /** Pieces that were not finished when they had `maxPaths`. */
  readonly unfinished: number;
}

/**
 * Draws paths from the roots to the farthest voxels that are not done, until all are (TEASAR, Sato et al. 2000,
 * https://doi.org/10.1109/PCCGA.2000.883951). Far is meant along the foreground. A step costs its length times
 * penaltyScale · (1 - r / R^1.01)^penaltyExponent + d / D at the voxel that it leads to, with its radius r, its distance d from
 * the root and the largest R and D of the piece, lengths in shortest edges of a voxel; where r exceeds R^1.01 the first
 * term is 0.
 */
export function drawPaths(ground: DrawingGround, settings: CentreLineSettings): DrawnPaths {
  const { graph, lengths, roots, isDust, isDone } = ground;
  const { components, componentCount } = graph;
  const fromRoot = spreadPaths(graph, lengths, null);
  const settled = new Int32Array(components.length);
  let reached = 0;
  fromRoot.addSources(roots, (voxel) => {
    settled[reached++] = voxel;
  });
  // the voxels of each piece, the farthest first
  const byPiece = Array.from({ length: componentCount }, () => [] as number[]);
  for (let k = reached - 1; k >= 0; k--) byPiece[components[settled[k]!]!]!.push(settled[k]!);
  const search = spreadPaths(graph, lengths, penalties(ground, fromRoot.distances, byPiece, settings));
  search.addSources(roots);
  const parents = new Int32Array(components.length).fill(-2);
  const draw = pathPen(ground, settings, search, parents);
  let paths = 0;
  let unfinished = 0;
  for (let piece = 0; piece < componentCount; piece++) {
    if (isDust[piece]) continue;
    const isHere = (voxel: number): boolean => components[voxel] === piece;
    parents[roots[piece]!] = -1;
    draw.begin(byPiece[piece]!.filter((voxel) => !isDone[voxel]));
    for (const target of ground.targetsBefore.filter(isHere)) draw.pathTo(target);
    let drawn = 0;
    for (const target of byPiece[piece]!) {
      if (isDone[target]) continue;
      if (drawn === settings.maxPaths) {
        unfinished++;
        break;
      }
      draw.pathTo(target);
      drawn++;
    }
    for (const target of ground.targetsAfter.filter(isHere)) draw.pathTo(target);
    paths += drawn;
  }
  return { parents, paths, unfinished };
}

function pathPen(
  { places, radii, isDone }: DrawingGround,
  { scale, constant, voxelEdges, fixBranching }: CentreLineSettings,
  { before, addSources }: SpreadPaths,
  parents: Int32Array,
): { readonly begin: (voxels: readonly number[]) => void; readonly pathTo: (target: number) => void } {
  let bins = voxelBins(places, []);
  const markDone = (voxel: number): void => {
    isDone[voxel] = 1;
  };
  return {
    begin: (voxels) => {
      bins = voxelBins(places, voxels);
    },
    pathTo: (target) => {
      const path: number[] = [];
      let voxel = target;
      while (parents[voxel] === -2) {
        path.push(voxel);
        parents[voxel] = before[voxel]!;
        voxel = before[voxel]!;
      }
      for (const i of [...path, voxel]) {
        const half = scale * radii[i]! + constant;
        const halfWidths = [half / voxelEdges[0], half / voxelEdges[1], half / voxelEdges[2]] as const;
        bins.takeCube([places.z[i]!, places.y[i]!, places.x[i]!], halfWidths, markDone);
      }
      if (fixBranching) addSources(path);
    },
  };
}

function penalties(
  { radii }: DrawingGround,
  distances: Float64Array,
  byPiece: readonly (readonly number[])[],
  { penaltyScale, penaltyExponent, voxelEdges }: CentreLineSettings,
): Float64Array {
  const edge = Math.min(...voxelEdges);
  const weights = new Float64Array(radii.length);
  for (const voxels of byPiece) {
    const widest = voxels.reduce((most, i) => Math.max(most, radii[i]!), 0) / edge;
    const farthest = Math.max(distances[voxels[0]!]!, edge);
    for (const i of voxels) {
      // without any background all voxels are in the middle
      const depth = widest < Infinity ? Math.max(0, 1 - radii[i]! / edge / widest ** 1.01) : 0;
      weights[i] = penaltyScale * depth ** penaltyExponent + distances[i]! / farthest;
    }
  }
  return weights;
}
