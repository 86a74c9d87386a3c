import { pairIndex } from "../../pair-index.js";

/** The edges of a Rips complex in the order in which they appear, and the triangles they bring. */
export interface EdgeOrder {
  /** Edges (pairs of conditions at a finite distance) from the shortest on: their two ends, and their lengths. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly lengths: Float64Array;
  /** Calls `visit` for every triangle of which an edge is a side, with a number that rises as triangles appear. */
  readonly triangles: (edge: number, visit: (triangle: number) => void) => void;
  /** The longest side of a triangle, with which it appears. */
  readonly longestSide: (triangle: number) => number;
  /** 1 for edges that join two components. */
  readonly isJoining: Uint8Array;
}

/** Orders the edges of all finite distances; of equal lengths the pair that comes first is first. */
export function edgeOrder(distances: Float64Array, n: number): EdgeOrder {
  const pairs = Int32Array.from(distances.keys()).filter((pair) => distances[pair]! < Number.POSITIVE_INFINITY);
  pairs.sort((a, b) => distances[a]! - distances[b]! || a - b);
  const place = new Int32Array(n * n).fill(-1);
  const rankOf = new Int32Array(distances.length).fill(-1);
  for (const [rank, pair] of pairs.entries()) rankOf[pair] = rank;
  const [first, second] = [new Int32Array(pairs.length), new Int32Array(pairs.length)];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const rank = rankOf[pairIndex(i, j, n)]!;
      place[i * n + j] = rank;
      place[j * n + i] = rank;
      if (rank < 0) continue;
      first[rank] = i;
      second[rank] = j;
    }
  }
  const cube = n ** 3;
  return {
    first,
    second,
    lengths: Float64Array.from(pairs, (pair) => distances[pair]!),
    isJoining: joiningEdges(first, second, n),
    longestSide: (triangle) => Math.floor(triangle / cube),
    triangles(edge, visit) {
      const [i, j] = [first[edge]!, second[edge]!];
      for (let k = 0; k < n; k++) {
        const [a, b] = [place[i * n + k]!, place[j * n + k]!];
        // −1 stands also for the ends themselves
        if (a < 0 || b < 0) continue;
        const corners = k < i ? (k * n + i) * n + j : k < j ? (i * n + k) * n + j : (i * n + j) * n + k;
        visit(Math.max(edge, a, b) * cube + corners);
      }
    },
  };
}

/** Kruskal's choice of edges for a spanning forest. */
function joiningEdges(first: Int32Array, second: Int32Array, n: number): Uint8Array {
  const parent = Int32Array.from({ length: n }, (_, node) => node);
  const root = (node: number) => {
    let top = node;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  return Uint8Array.from(first, (node, edge) => {
    const [a, b] = [root(node), root(second[edge]!)];
    parent[a] = b;
    return a === b ? 0 : 1;
  });
}
