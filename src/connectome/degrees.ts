import type { CsrGraph } from "./csr-graph.js";

/** One number per node, by direction; in an undirected graph the three are the same. */
export interface ByDirection<T> {
  readonly in: T;
  readonly out: T;
  /** in + out; of an undirected graph the neighbours. */
  readonly total: T;
}

/**
 * Degrees: how many nodes each node receives from (`in`) and sends to (`out`). A neighbour in both directions counts
 * twice in `total`. Self loops do not count. O(nodes).
 */
export function degrees(graph: CsrGraph): ByDirection<Int32Array> {
  const out = rowLengths(graph.offsets);
  if (!graph.directed) return { in: out, out, total: out };
  const into = rowLengths(graph.sourceOffsets);
  return { in: into, out, total: added(out, into) };
}

/** Strengths: the sums of the weights of the edges that come in and go out. O(nodes + edges). */
export function strengths(graph: CsrGraph): ByDirection<Float64Array> {
  const out = rowSums(graph.offsets, graph.weights);
  if (!graph.directed) return { in: out, out, total: out };
  const into = rowSums(graph.sourceOffsets, graph.sourceWeights);
  return { in: into, out, total: added(out, into) };
}

function added<T extends Int32Array | Float64Array>(a: T, b: T): T {
  const sums = a.slice() as T;
  for (let i = 0; i < sums.length; i++) sums[i]! += b[i]!;
  return sums;
}

function rowLengths(offsets: Int32Array): Int32Array {
  const lengths = new Int32Array(offsets.length - 1);
  for (let i = 0; i < lengths.length; i++) lengths[i] = offsets[i + 1]! - offsets[i]!;
  return lengths;
}

function rowSums(offsets: Int32Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array(offsets.length - 1);
  for (let i = 0; i < sums.length; i++) {
    let sum = 0;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) sum += weights[e]!;
    sums[i] = sum;
  }
  return sums;
}
