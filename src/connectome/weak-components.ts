import type { CsrGraph } from "./csr-graph.js";

/** A division of the nodes into parts. */
export interface Components {
  /** Part of each node, numbered from 0. */
  readonly labels: Int32Array;
  /** Nodes of each part. */
  readonly sizes: readonly number[];
}

/**
 * Parts that hang together when directions are ignored, numbered in the order of their first nodes; by joining the parts of
 * the two ends of each edge until one is left (Tarjan and van Leeuwen 1984, https://doi.org/10.1145/62.2160, with path
 * halving): nearly O(nodes + edges).
 */
export function weakComponents({ nodes, offsets, targets }: CsrGraph): Components {
  const n = nodes.length;
  // each node points to one of its part that does not come after it; the first one of a part to itself
  const before = new Int32Array(n);
  for (let i = 0; i < n; i++) before[i] = i;
  let nParts = n;
  for (let i = 0; i < n && nParts > 1; i++) {
    let first = firstOf(before, i);
    for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
      const j = targets[e]!;
      // most nodes point to the first one already
      if (before[j] === first) continue;
      const other = firstOf(before, j);
      if (other === first) continue;
      nParts--;
      if (first < other) before[other] = first;
      else {
        before[first] = other;
        first = other;
      }
    }
  }
  const labels = new Int32Array(n);
  const sizes: number[] = [];
  for (let i = 0; i < n; i++) {
    if (before[i] === i) sizes.push(0);
    labels[i] = before[i] === i ? sizes.length - 1 : labels[before[i]!]!;
    sizes[labels[i]!]!++;
  }
  return { labels, sizes };
}

/** The first node of a part, found by leaps that get shorter ways to it for the next time. */
function firstOf(before: Int32Array, node: number): number {
  let at = node;
  while (before[at] !== at) {
    before[at] = before[before[at]!]!;
    at = before[at]!;
  }
  return at;
}
