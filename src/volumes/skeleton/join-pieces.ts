import { disjointSets } from "../../graphs/disjoint-sets.js";
import type { VoxelEdges } from "./distance-to-background.js";
import type { VoxelPlaces } from "./voxel-bins.js";

/** Edges that join pieces, and the tree that each piece becomes part of, named by its first piece. */
export interface JoinedPieces {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly treeOf: Int32Array;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/**
 * Joins pieces of a skeleton where they are nearest to each other, the nearest pieces first, so that no cycle arises.
 *
 * @param pieces - The piece of each node.
 * @param within - Largest distance of two nodes to be joined, in the unit of `voxelEdges`; 0 joins none.
 */
export function joinPieces(
  places: VoxelPlaces,
  pieces: Int32Array,
  pieceCount: number,
  within: number,
  voxelEdges: VoxelEdges,
): JoinedPieces {
  const { find, join } = disjointSets(pieceCount);
  const taken: Pair[] = [];
  if (within > 0) {
    const pairs = nearestPairs(places, pieces, pieceCount, within, voxelEdges);
    for (const pair of pairs) if (join(pieces[pair.a]!, pieces[pair.b]!)) taken.push(pair);
  }
  return {
    from: taken.map(({ a }) => a),
    to: taken.map(({ b }) => b),
    treeOf: Int32Array.from({ length: pieceCount }, (_, piece) => find(piece)),
  };
}

/** Of each two pieces the two nodes nearest to each other, if they are near enough; the nearest pairs first. */
function nearestPairs(
  { z, y, x }: VoxelPlaces,
  pieces: Int32Array,
  pieceCount: number,
  within: number,
  voxelEdges: VoxelEdges,
): Pair[] {
  const nearest = new Map<number, Pair>();
  // along z alone a list of nodes is enough: those of a window of slices are compared
  const order = Int32Array.from(z.keys()).sort((i, j) => z[i]! - z[j]! || i - j);
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    for (let l = k + 1; l < order.length && (z[order[l]!]! - z[i]!) * voxelEdges[0] <= within; l++) {
      const j = order[l]!;
      if (pieces[i] === pieces[j]) continue;
      const [a, b] = pieces[i]! < pieces[j]! ? [i, j] : [j, i];
      const distance = Math.hypot(
        (z[i]! - z[j]!) * voxelEdges[0],
        (y[i]! - y[j]!) * voxelEdges[1],
        (x[i]! - x[j]!) * voxelEdges[2],
      );
      if (distance > within) continue;
      const key = pieces[a]! * pieceCount + pieces[b]!;
      const best = nearest.get(key);
      const isNearer =
        !best || distance < best.distance || (distance === best.distance && (a - best.a || b - best.b) < 0);
      if (isNearer) nearest.set(key, { a, b, distance });
    }
  }
  return [...nearest.values()].sort((p, q) => p.distance - q.distance || p.a - q.a || p.b - q.b);
}
