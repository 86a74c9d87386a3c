import { settleNodes } from "../graphs/settle-nodes.js";
import type { CsrGraph } from "./csr-graph.js";
import type { Reach } from "./distances-from.js";
import { edgeLengths, type LengthTransform } from "./edge-lengths.js";

/**
 * A search that gives the length of the shortest directed path from a node to every other, where an edge's length comes
 * from its weight; unreached nodes have an infinite distance. Its arrays are used again by the next search.
 * O((nodes + edges) log nodes).
 *
 * @param towards - True to follow edges backwards: lengths from every node to this one.
 * @throws ArgumentError for weights that are not above 0.
 */
export function lengthsFrom(
  graph: CsrGraph,
  { transform, towards = false }: { readonly transform: LengthTransform; readonly towards?: boolean },
): (source: number) => Reach {
  const lengths = edgeLengths(towards ? graph.sourceWeights : graph.weights, transform);
  const { search, distances, order } = towards
    ? settleNodes(graph.sourceOffsets, graph.sources, lengths)
    : settleNodes(graph.offsets, graph.targets, lengths);
  return (source) => ({ distances, order, nReached: search(source) });
}
