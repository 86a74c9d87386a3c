import type { CsrGraph } from "./csr-graph.js";

/** What an undirected edge weighs, from the weights of its two directions; 0 stands for a direction without edge. */
export type MergeDirections = (forward: number, backward: number) => number;

/**
 * The undirected graph in which a pair has an edge when it has one in either direction; an undirected graph is given
 * back as it is. The sorted rows of senders and receivers are merged in O(nodes + edges).
 *
 * @param merge - Weight of the pair. Default: the sum of the two directions.
 */
export function undirectedOf(graph: CsrGraph, merge: MergeDirections = (a, b) => a + b): CsrGraph {
  if (!graph.directed) return graph;
  const { nodes, offsets, targets, weights, sourceOffsets, sources, sourceWeights } = graph;
  const n = nodes.length;
  const merged = {
    offsets: new Int32Array(n + 1),
    targets: new Int32Array(2 * targets.length),
    weights: new Float64Array(2 * targets.length),
  };
  let count = 0;
  for (let i = 0; i < n; i++) {
    const [outEnd, inEnd] = [offsets[i + 1]!, sourceOffsets[i + 1]!];
    let [out, into] = [offsets[i]!, sourceOffsets[i]!];
    while (out < outEnd || into < inEnd) {
      const receiver = out < outEnd ? targets[out]! : n;
      const sender = into < inEnd ? sources[into]! : n;
      merged.targets[count] = Math.min(receiver, sender);
      const forward = receiver <= sender ? weights[out++]! : 0;
      const backward = sender <= receiver ? sourceWeights[into++]! : 0;
      merged.weights[count++] = merge(forward, backward);
    }
    merged.offsets[i + 1] = count;
  }
  const rows = {
    offsets: merged.offsets,
    targets: merged.targets.slice(0, count),
    weights: merged.weights.slice(0, count),
  };
  return {
    directed: false,
    nodes,
    ...rows,
    sourceOffsets: rows.offsets,
    sources: rows.targets,
    sourceWeights: rows.weights,
    nEdges: count / 2,
    nSelfLoops: graph.nSelfLoops,
  };
}
