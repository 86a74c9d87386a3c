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
  const found = new Int32Array(n);
  const lowest = new Int32Array(n);
  const next = offsets.slice(0, n);
  const [open, path] = [new Int32Array(n), new Int32Array(n)];
  const sizes: number[] = [];
  let [clock, nOpen] = [0, 0];
  for (let root = 0; root < n; root++) {
    if (found[root]! > 0) continue;
    let depth = 0;
    const visit = (i: number) => {
      found[i] = lowest[i] = ++clock;
      open[nOpen++] = i;
      path[depth++] = i;
    };
    visit(root);
    while (depth > 0) {
      const i = path[depth - 1]!;
      if (next[i]! < offsets[i + 1]!) {
        const j = targets[next[i]!++]!;
        if (found[j] === 0) visit(j);
        else if (labels[j]! < 0) lowest[i] = Math.min(lowest[i]!, found[j]!);
        continue;
      }
      depth--;
      if (depth > 0) lowest[path[depth - 1]!] = Math.min(lowest[path[depth - 1]!]!, lowest[i]!);
      if (lowest[i] === found[i]) sizes.push(close(i));
    }
  }
  function close(head: number): number {
    const before = nOpen;
    let i: number;
    do {
      i = open[--nOpen]!;
      labels[i] = sizes.length;
    } while (i !== head);
    return before - nOpen;
  }
  return { labels, sizes };
}
