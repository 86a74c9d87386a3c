import type { CsrGraph } from "./csr-graph.js";

/** Distances from one node, and the nodes in the order in which they were reached. */
export interface Reach {
  /** n; −1 (for weighted lengths Infinity) where no path leads. Valid until the next search. */
  readonly distances: Int32Array | Float64Array;
  /** The reached nodes, the source first, in the order of their distances. */
  readonly order: Int32Array;
  /** How many nodes of `order` were reached. */
  readonly nReached: number;
}

/**
 * A search that gives the number of edges on the shortest directed path from a node to every other, by breadth-first
 * search in O(nodes + edges). Its arrays are used again by the next search.
 *
 * @param towards - True to follow edges backwards: distances from every node to this one.
 */
export function distancesFrom(graph: CsrGraph, { towards = false } = {}): (source: number) => Reach {
  const n = graph.nodes.length;
  const offsets = towards ? graph.sourceOffsets : graph.offsets;
  const targets = towards ? graph.sources : graph.targets;
  const distances = new Int32Array(n);
  const order = new Int32Array(n);
  return (source) => {
    distances.fill(-1);
    distances[source] = 0;
    order[0] = source;
    let nReached = 1;
    for (let head = 0; head < nReached; head++) {
      const i = order[head]!;
      const further = distances[i]! + 1;
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        if (distances[j]! >= 0) continue;
        distances[j] = further;
        order[nReached++] = j;
      }
    }
    return { distances, order, nReached };
  };
}
