import { type CsrGraph, csrGraph } from "./csr-graph.js";
import { strengths } from "./degrees.js";
import { edgeList } from "./edge-list.js";
import { undirectedOf } from "./undirected-of.js";

/** A graph whose nodes are communities of an earlier one, as the gain in modularity of a move needs it. */
export interface CommunityLevel {
  readonly n: number;
  /** Rows of neighbours, without the node itself, with the weights of both directions together. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Strengths of each node, edges inside it included. */
  readonly out: Float64Array;
  readonly into: Float64Array;
  /** Weight of all edges; of an undirected graph in both directions. */
  readonly total: number;
}

/** The level whose nodes are those of the graph. */
export function firstLevel(graph: CsrGraph): CommunityLevel {
  const { out, in: into } = strengths(graph);
  const pairs = undirectedOf(graph);
  const weights = graph.directed ? pairs.weights : pairs.weights.map((weight) => 2 * weight);
  const total = out.reduce((sum, strength) => sum + strength, 0);
  return { n: graph.nodes.length, offsets: pairs.offsets, targets: pairs.targets, weights, out, into, total };
}

/** The level whose nodes are the communities of another; labels are 0 … nLabels − 1. */
export function nextLevel(level: CommunityLevel, labels: Int32Array, nLabels: number): CommunityLevel {
  const { offsets, targets, weights, total } = level;
  const whole = { directed: false, nodes: new Array<string>(level.n), offsets, targets, weights };
  const edges = edgeList({ ...whole, nEdges: targets.length / 2 });
  const nodes = new Array<string>(nLabels);
  const between = {
    from: edges.from.map((i) => labels[i]!),
    to: edges.to.map((i) => labels[i]!),
    weight: edges.weight,
  };
  const joined = csrGraph(nodes, between, { directed: false });
  const [out, into] = [new Float64Array(nLabels), new Float64Array(nLabels)];
  labels.forEach((label, i) => {
    out[label]! += level.out[i]!;
    into[label]! += level.into[i]!;
  });
  return { n: nLabels, offsets: joined.offsets, targets: joined.targets, weights: joined.weights, out, into, total };
}

/** Labels renumbered 0, 1, … in the order of their first nodes. */
export function renumbered(labels: Int32Array): { readonly labels: Int32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  const result = labels.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label)!;
  });
  return { labels: result, count: numbers.size };
}
