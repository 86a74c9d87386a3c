import type { CsrGraph } from "./csr-graph.js";

/**
 * Share of the directed edges whose reverse exists too; 1 in an undirected graph, NaN without edges. The sorted rows of
 * senders and receivers are compared in O(nodes + edges).
 */
export function reciprocity(graph: CsrGraph): number {
  const { nodes, offsets, targets, sourceOffsets, sources, nEdges } = graph;
  if (nEdges === 0) return Number.NaN;
  if (!graph.directed) return 1;
  let mutual = 0;
  for (let i = 0; i < nodes.length; i++) {
    let [out, into] = [offsets[i]!, sourceOffsets[i]!];
    while (out < offsets[i + 1]! && into < sourceOffsets[i + 1]!) {
      const difference = targets[out]! - sources[into]!;
      if (difference === 0) mutual++;
      if (difference <= 0) out++;
      if (difference >= 0) into++;
    }
  }
  return mutual / nEdges;
}
