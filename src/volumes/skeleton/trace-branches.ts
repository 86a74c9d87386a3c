/** Neighbours of nodes in compressed rows, each pair in both. */
export interface ThinnedGraph {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Paths one after another: path b is `nodes[offsets[b]]` to `nodes[offsets[b + 1] - 1]`. */
export interface TracedBranches {
  readonly offsets: Int32Array;
  readonly nodes: Int32Array;
}

/**
 * Cuts a graph into paths at all nodes that have not two neighbours. A path begins at its smaller end, a ring without such
 * a node at its smallest node, at which it also ends; paths come in the order of their first nodes.
 */
export function traceBranches({ offsets, targets }: ThinnedGraph): TracedBranches {
  const count = offsets.length - 1;
  const degree = (node: number): number => offsets[node + 1]! - offsets[node]!;
  const isTraced = new Uint8Array(count);
  const paths: number[][] = [];
  const trace = (first: number, second: number): void => {
    const path = [first];
    let node = second;
    for (let previous = first; node !== first && degree(node) === 2; ) {
      path.push(node);
      isTraced[node] = 1;
      const here = offsets[node]!;
      const next = targets[here] === previous ? targets[here + 1]! : targets[here]!;
      previous = node;
      node = next;
    }
    path.push(node);
    paths.push(path[0]! <= node ? path : path.reverse());
  };
  for (let i = 0; i < count; i++) {
    if (degree(i) === 2) continue;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const j = targets[e]!;
      // a path of two nodes is met from both of them, a longer one leaves its trace
      if (degree(j) === 2 ? !isTraced[j] : i < j) trace(i, j);
    }
  }
  for (let i = 0; i < count; i++) {
    if (degree(i) !== 2 || isTraced[i]) continue;
    isTraced[i] = 1;
    trace(i, targets[offsets[i]!]!);
  }
  paths.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  const ends = new Int32Array(paths.length + 1);
  for (let b = 0; b < paths.length; b++) ends[b + 1] = ends[b]! + paths[b]!.length;
  return { offsets: ends, nodes: Int32Array.from(paths.flat()) };
}
