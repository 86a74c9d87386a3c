import type { AbstractGraph } from "graphology-types";
import { createGraph } from "./create-graph.js";
import { edgeList } from "./edge-list.js";
import { type EdgeRow, type GraphOptions, graphOf, isInScope, postName, preName } from "./graph-of.js";

/** Which rows become a graphology graph, and of which sort. */
export interface ToGraphOptions {
  /** `mixed`: a symmetric row is an undirected edge, any other a directed one. Default: mixed. */
  readonly type?: "mixed" | "directed" | "undirected" | undefined;
  /** True: every row is an edge with all its columns; false: one edge per pair with a weight. Default: true. */
  readonly multi?: boolean | undefined;
  /** Kinds of edges: the layers. Default: all. */
  readonly kinds?: GraphOptions["kinds"];
  /** Only edges between two neurons. Default: false. */
  readonly neuronsOnly?: boolean | undefined;
  /** Only edges between two neurons of the 300-name view. Default: false. */
  readonly listedOnly?: boolean | undefined;
  /** Of a graph with one edge per pair, see `graphOf`. */
  readonly weights?: GraphOptions["weights"];
  readonly combine?: GraphOptions["combine"];
}

/**
 * Edges as a graphology graph. Nodes are cells, with an attribute `kind`, in the order of the rows; a cell whose name is
 * not settled stands under the source's name.
 *
 * With `multi` each row is an edge whose attributes are its columns (in a directed graph a symmetric row makes two edges,
 * in an undirected one every row makes an undirected edge), so that a mixed multigraph loses nothing and `fromGraph` gives
 * the rows back. Without `multi` the edges are those of `graphOf`, with the one attribute `weight`; of a mixed graph the directed
 * and the undirected ones apart. Self loops stay only with `multi`.
 *
 * @throws ArgumentError as `graphOf` does, where pairs are merged.
 */
export function toGraph(edges: readonly EdgeRow[], options: ToGraphOptions = {}): AbstractGraph {
  const { type = "mixed", multi = true, kinds } = options;
  const chosen = edges.filter((edge) => (!kinds || kinds.includes(edge.kind)) && isInScope(edge, options));
  const graph = createGraph({ type, multi, allowSelfLoops: true });
  for (const edge of chosen) {
    graph.mergeNode(preName(edge), { kind: edge.pre_kind });
    graph.mergeNode(postName(edge), { kind: edge.post_kind });
  }
  if (multi) addRows(graph, chosen);
  else for (const one of layersOf(type)) addMerged(graph, chosen, { ...options, ...one });
  return graph;
}

function addRows(graph: AbstractGraph, edges: readonly EdgeRow[]): void {
  for (const edge of edges) {
    const [pre, post] = [preName(edge), postName(edge)];
    if (graph.type === "undirected" || (graph.type === "mixed" && edge.symmetric)) {
      graph.addUndirectedEdge(pre, post, { ...edge });
      continue;
    }
    graph.addDirectedEdge(pre, post, { ...edge });
    if (edge.symmetric && pre !== post) graph.addDirectedEdge(post, pre, { ...edge });
  }
}

/** Which rows are merged how. */
interface Layer {
  readonly directed: boolean;
  readonly symmetric?: boolean;
}

function layersOf(type: "mixed" | "directed" | "undirected"): readonly Layer[] {
  if (type !== "mixed") return [{ directed: type === "directed" }];
  return [
    { directed: true, symmetric: false },
    { directed: false, symmetric: true },
  ];
}

function addMerged(graph: AbstractGraph, edges: readonly EdgeRow[], options: ToGraphOptions & Layer): void {
  const { directed, symmetric, weights, combine = "sum" } = options;
  const rows = symmetric === undefined ? edges : edges.filter((edge) => edge.symmetric === symmetric);
  const merged = graphOf(rows, { directed, weights, combine });
  const { from, to, weight } = edgeList(merged);
  const add = directed ? "addDirectedEdge" : "addUndirectedEdge";
  from.forEach((i, e) => {
    graph[add](merged.nodes[i]!, merged.nodes[to[e]!]!, { weight: weight[e]! });
  });
}
