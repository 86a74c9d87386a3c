import type { CentreLineSettings } from "./centre-line-options.js";
import type { SkeletonGraph } from "./skeleton-graph.js";
import { spreadPaths } from "./spread-paths.js";
import type { VoxelPlaces } from "./voxel-bins.js";

/** Where the tree of each piece begins, and what is done around somata before any path. */
export interface CentreLineRoots {
  readonly roots: Int32Array;
  /** Pieces that begin at a soma. */
  readonly hasSoma: Uint8Array;
}

/**
 * The root of each piece: of a piece whose largest radius is beyond `somaAcceptance` the voxel of that radius nearest to
 * the mean place of all such voxels, of others the voxel farthest from the first one, inside of the piece.
 */
export function centreLineRoots(
  graph: SkeletonGraph,
  places: VoxelPlaces,
  radii: Float64Array,
  lengths: Float64Array,
  { somaAcceptance, voxelEdges }: Pick<CentreLineSettings, "somaAcceptance" | "voxelEdges">,
): CentreLineRoots {
  const { components, componentCount } = graph;
  const roots = new Int32Array(componentCount).fill(-1);
  for (let i = components.length - 1; i >= 0; i--) roots[components[i]!] = i;
  const { distances, addSources } = spreadPaths(graph, lengths, null);
  addSources(roots.slice());
  const widest = new Float64Array(componentCount);
  for (let i = 0; i < components.length; i++) {
    const piece = components[i]!;
    widest[piece] = Math.max(widest[piece]!, radii[i]!);
    if (distances[i]! > distances[roots[piece]!]!) roots[piece] = i;
  }
  const hasSoma = Uint8Array.from(widest, (radius) => (radius > somaAcceptance && radius < Infinity ? 1 : 0));
  for (const [piece, isSoma] of hasSoma.entries()) {
    if (isSoma) roots[piece] = centreOfWidest(piece, widest[piece]!, components, places, radii, voxelEdges);
  }
  return { roots, hasSoma };
}

function centreOfWidest(
  piece: number,
  radius: number,
  components: Int32Array,
  { z, y, x }: VoxelPlaces,
  radii: Float64Array,
  voxelEdges: CentreLineSettings["voxelEdges"],
): number {
  const widest: number[] = [];
  for (let i = 0; i < components.length; i++) if (components[i] === piece && radii[i] === radius) widest.push(i);
  const [cz, cy, cx] = [z, y, x].map((along) => widest.reduce((sum, i) => sum + along[i]!, 0) / widest.length);
  const away = (i: number): number =>
    Math.hypot((z[i]! - cz!) * voxelEdges[0], (y[i]! - cy!) * voxelEdges[1], (x[i]! - cx!) * voxelEdges[2]);
  return widest.reduce((best, i) => (away(i) < away(best) ? i : best));
}
