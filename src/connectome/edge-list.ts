import type { CsrGraph } from "./csr-graph.js";

/** Edges as columns of node indices and weights. */
export interface EdgeList {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** The edges of a graph in new arrays, in the order of its rows; an undirected one once, from its lower end. */
export function edgeList({
  directed,
  nodes,
  offsets,
  targets,
  weights,
  nEdges,
}: Pick<CsrGraph, "directed" | "nodes" | "offsets" | "targets" | "weights" | "nEdges">): EdgeList {
  const list = { from: new Int32Array(nEdges), to: new Int32Array(nEdges), weight: new Float64Array(nEdges) };
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      if (!directed && targets[e]! < i) continue;
      list.from[count] = i;
      list.to[count] = targets[e]!;
      list.weight[count++] = weights[e]!;
    }
  }
  return list;
}
