import type { CsrGraph } from "./csr-graph.js";
import type { Components } from "./weak-components.js";

/**
 * Parts within which every node reaches every other along directed edges (Tarjan 1972,
 * https://doi.org/10.1137/0201010, with a stack of its own instead of recursion), numbered so that no edge leads from a
 * part to one of a higher number. O(nodes + edges).
 */
export function strongComponents({ nodes, offsets, targets }: CsrGraph): Components {
  const n = nodes.length;
  const labels = new Int32Array(n).fill(-1);
  // when a node was found, and the earliest such time of the open nodes that it leads to
  const found = new Int32Array(n);
  const lowest = new Int32Array(n);
  const next = offsets.slice(0, n);
  const open = new Int32Array(n);
  const path = new Int32Array(n);
  const sizes: number[] = [];
  let clock = 0;
  let nOpen = 0;
  for (let root = 0; root < n; root++) {
    if (found[root]! > 0) continue;
    let depth = 0;
    let i = root;
    for (;;) {
      if (found[i] === 0) {
        found[i] = lowest[i] = ++clock;
        open[nOpen++] = i;
        path[depth++] = i;
      }
      let least = lowest[i]!;
      let unseen = -1;
      let e = next[i]!;
      for (const end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        if (found[j] === 0) {
          unseen = j;
          break;
        }
        if (labels[j]! < 0 && found[j]! < least) least = found[j]!;
      }
      next[i] = e;
      lowest[i] = least;
      if (unseen >= 0) {
        i = unseen;
        continue;
      }
      if (least === found[i]) {
        const last = nOpen;
        do labels[open[--nOpen]!] = sizes.length;
        while (open[nOpen] !== i);
        sizes.push(last - nOpen);
      }
      if (--depth === 0) break;
      i = path[depth - 1]!;
      if (least < lowest[i]!) lowest[i] = least;
    }
  }
  return { labels, sizes };
}
