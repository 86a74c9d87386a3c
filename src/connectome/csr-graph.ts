import { ArgumentError } from "../errors.js";

/**
 * A weighted graph without self loops and without parallel edges, as compressed rows. The neighbours of node i stand in
 * `targets[offsets[i] … offsets[i + 1])`, rising, each with its weight. An undirected edge stands in both rows.
 */
export interface CsrGraph {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  /** n + 1. */
  readonly offsets: Int32Array;
  /** Receivers of the edges of each row. */
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** n + 1: the same by receiver; of an undirected graph the same arrays. */
  readonly sourceOffsets: Int32Array;
  /** Senders of the edges of each row. */
  readonly sources: Int32Array;
  readonly sourceWeights: Float64Array;
  /** Ordered pairs of a directed graph, unordered pairs of an undirected one. */
  readonly nEdges: number;
  /** Given edges from a node to itself; they are left out of the arrays. */
  readonly nSelfLoops: number;
}

/** Edges as columns: indices into the nodes, and weights (1 where none are given). */
export interface EdgeColumns {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weight?: ArrayLike<number>;
}

/** How edges become a graph. */
export interface CsrOptions {
  readonly directed: boolean;
  /** What becomes of several edges of one pair, in an undirected graph of both directions together. Default: sum. */
  readonly combine?: "sum" | "max";
}

/**
 * Edges as a graph of compressed rows, in O(nodes + edges) by two counting sorts.
 *
 * @param nodes - Names, each once; a node without edges stays.
 * @param edges - Indices into `nodes` in columns, or objects with names.
 * @throws ArgumentError for a name that is not among the nodes, one that stands twice, an index out of range, a weight
 *   that is not finite.
 */
export function csrGraph(
  nodes: readonly string[],
  edges: EdgeColumns | Iterable<{ readonly from: string; readonly to: string; readonly weight?: number }>,
  { directed, combine = "sum" }: CsrOptions,
): CsrGraph {
  const columns = Symbol.iterator in edges ? columnsOf(nodes, edges) : edges;
  const { from, to, weight, nSelfLoops } = simpleArcs(nodes.length, columns, directed);
  const byTarget = stableOrder(to, nodes.length, undefined);
  const forward = compress(from, to, weight, stableOrder(from, nodes.length, byTarget), nodes.length, combine);
  const shared = { directed, nodes, ...forward, nSelfLoops };
  if (!directed) {
    const { offsets: sourceOffsets, targets: sources, weights: sourceWeights } = forward;
    return { ...shared, sourceOffsets, sources, sourceWeights, nEdges: sources.length / 2 };
  }
  return { ...shared, ...reversed(forward, nodes.length), nEdges: forward.targets.length };
}

function columnsOf(
  nodes: readonly string[],
  edges: Iterable<{ readonly from: string; readonly to: string; readonly weight?: number }>,
): EdgeColumns {
  const indexOf = new Map(nodes.map((name, index) => [name, index]));
  if (indexOf.size !== nodes.length) {
    const twice = nodes.find((name, index) => indexOf.get(name) !== index);
    throw new ArgumentError({ argument: "nodes", expected: "each name once", found: `${twice} twice` });
  }
  const index = (name: string) => {
    const found = indexOf.get(name);
    if (found !== undefined) return found;
    throw new ArgumentError({ argument: "edges", expected: "names of the nodes", found: JSON.stringify(name) });
  };
  const columns = { from: [] as number[], to: [] as number[], weight: [] as number[] };
  for (const edge of edges) {
    columns.from.push(index(edge.from));
    columns.to.push(index(edge.to));
    columns.weight.push(edge.weight ?? 1);
  }
  return columns;
}

/** The edges without self loops; of an undirected graph each in both directions. */
function simpleArcs(n: number, { from, to, weight }: EdgeColumns, directed: boolean) {
  const most = directed ? from.length : 2 * from.length;
  const arcs = { from: new Int32Array(most), to: new Int32Array(most), weight: new Float64Array(most) };
  let count = 0;
  let nSelfLoops = 0;
  for (let e = 0; e < from.length; e++) {
    const i = from[e]!;
    const j = to[e]!;
    const value = weight ? weight[e]! : 1;
    if (!(i >= 0 && i < n && j >= 0 && j < n && Number.isInteger(i) && Number.isInteger(j))) {
      throw new ArgumentError({ argument: "edges", expected: `indices from 0 below ${n}`, found: `${i} → ${j}` });
    }
    if (!Number.isFinite(value)) {
      throw new ArgumentError({ argument: "edges", expected: "finite weights", found: `${value} at edge ${e}` });
    }
    if (i === j) {
      nSelfLoops++;
      continue;
    }
    arcs.from[count] = i;
    arcs.to[count] = j;
    arcs.weight[count++] = value;
    if (directed) continue;
    arcs.from[count] = j;
    arcs.to[count] = i;
    arcs.weight[count++] = value;
  }
  const cut = { from: arcs.from.subarray(0, count), to: arcs.to.subarray(0, count) };
  return { ...cut, weight: arcs.weight.subarray(0, count), nSelfLoops };
}

/** Where each arc stands when sorted by its key; arcs of one key keep the order `before`. */
function stableOrder(keys: Int32Array, n: number, before: Int32Array | undefined): Int32Array {
  const next = new Int32Array(n + 1);
  for (let e = 0; e < keys.length; e++) next[keys[e]! + 1]!++;
  for (let i = 0; i < n; i++) next[i + 1]! += next[i]!;
  const order = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const e = before ? before[position]! : position;
    order[next[keys[e]!]!++] = e;
  }
  return order;
}

function compress(
  from: Int32Array,
  to: Int32Array,
  weight: Float64Array,
  order: Int32Array,
  n: number,
  combine: "sum" | "max",
) {
  const offsets = new Int32Array(n + 1);
  const targets = new Int32Array(order.length);
  const weights = new Float64Array(order.length);
  let count = 0;
  let previous = -1;
  for (let position = 0; position < order.length; position++) {
    const e = order[position]!;
    const i = from[e]!;
    if (i === previous && targets[count - 1] === to[e]) {
      const known = weights[count - 1]!;
      weights[count - 1] = combine === "sum" ? known + weight[e]! : Math.max(known, weight[e]!);
      continue;
    }
    previous = i;
    targets[count] = to[e]!;
    weights[count++] = weight[e]!;
    offsets[i + 1]!++;
  }
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  return { offsets, targets: targets.slice(0, count), weights: weights.slice(0, count) };
}

function reversed(graph: Pick<CsrGraph, "offsets" | "targets" | "weights">, n: number) {
  const { offsets, targets, weights } = graph;
  const sourceOffsets = new Int32Array(n + 1);
  for (const target of targets) sourceOffsets[target + 1]!++;
  for (let i = 0; i < n; i++) sourceOffsets[i + 1]! += sourceOffsets[i]!;
  const next = sourceOffsets.slice();
  const sources = new Int32Array(targets.length);
  const sourceWeights = new Float64Array(targets.length);
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const at = next[targets[e]!]!++;
      sources[at] = i;
      sourceWeights[at] = weights[e]!;
    }
  }
  return { sourceOffsets, sources, sourceWeights };
}
