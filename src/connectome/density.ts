import type { CsrGraph } from "./csr-graph.js";

/**
 * Share of the possible edges that exist: edges / (n (n − 1)), in an undirected graph edges / (n (n − 1) / 2). NaN for
 * fewer than two nodes. O(1).
 */
export function density({ directed, nodes, nEdges }: CsrGraph): number {
  const pairs = nodes.length * (nodes.length - 1);
  return pairs === 0 ? Number.NaN : nEdges / (directed ? pairs : pairs / 2);
}
