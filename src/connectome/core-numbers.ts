import type { CsrGraph } from "./csr-graph.js";
import { degrees } from "./degrees.js";
import { undirectedOf } from "./undirected-of.js";

/**
 * Core number of each node: the largest k for which it belongs to the k-core, the largest part in which every node has
 * k neighbours. Directions are ignored. Nodes are taken away in the order of what is left of their degree, kept in
 * buckets (Batagelj and Zaveršnik 2003, https://doi.org/10.48550/arXiv.cs/0310049): O(nodes + edges).
 */
export function coreNumbers(graph: CsrGraph): Int32Array {
  const pairs = undirectedOf(graph);
  const { nodes, offsets, targets } = pairs;
  const n = nodes.length;
  const left = degrees(pairs).out;
  const most = left.reduce((largest, degree) => Math.max(largest, degree), 0);
  const starts = new Int32Array(most + 2);
  for (const degree of left) starts[degree + 1]!++;
  for (let k = 0; k <= most; k++) starts[k + 1]! += starts[k]!;
  const order = new Int32Array(n);
  const placeOf = new Int32Array(n);
  const next = starts.slice();
  for (let i = 0; i < n; i++) {
    placeOf[i] = next[left[i]!]!++;
    order[placeOf[i]!] = i;
  }
  for (let position = 0; position < n; position++) {
    const i = order[position]!;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const j = targets[e]!;
      if (left[j]! <= left[i]!) continue;
      // j goes to the head of its bucket, and the bucket gives that place to the one below
      const head = starts[left[j]!]!++;
      const other = order[head]!;
      order[placeOf[j]!] = other;
      placeOf[other] = placeOf[j]!;
      order[head] = j;
      placeOf[j] = head;
      left[j]!--;
    }
  }
  return left;
}
