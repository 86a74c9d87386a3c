/** Pairs of nodes that are joined. */
export interface TreeEdges {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** The nodes of trees, parents before their children. */
export interface TreeOrder {
  /** Old numbers in their new order. */
  readonly nodes: Int32Array;
  /** New numbers of the parents, -1 for roots. */
  readonly parents: Int32Array;
}

/**
 * Walks trees from their roots: each tree whole before the next, and in it each branch whole before the next, of the
 * branches at a node first the one that begins at the smallest number.
 *
 * @param edges - Of `count` nodes, without cycles.
 * @param roots - One per tree, in the order of the trees; what they do not reach is left out.
 */
export function orderTrees(count: number, { from, to }: TreeEdges, roots: ArrayLike<number>): TreeOrder {
  const offsets = new Int32Array(count + 1);
  for (let e = 0; e < from.length; e++) {
    offsets[from[e]! + 1]!++;
    offsets[to[e]! + 1]!++;
  }
  for (let i = 0; i < count; i++) offsets[i + 1]! += offsets[i]!;
  const targets = new Int32Array(2 * from.length);
  const filled = offsets.slice(0, count);
  for (let e = 0; e < from.length; e++) {
    targets[filled[from[e]!]!++] = to[e]!;
    targets[filled[to[e]!]!++] = from[e]!;
  }
  for (let i = 0; i < count; i++)
    if (offsets[i + 1]! - offsets[i]! > 1) targets.subarray(offsets[i]!, offsets[i + 1]!).sort();
  return walk(offsets, targets, roots);
}

function walk(offsets: Int32Array, targets: Int32Array, roots: ArrayLike<number>): TreeOrder {
  const count = offsets.length - 1;
  const nodes = new Int32Array(count);
  const parents = new Int32Array(count);
  // the nodes to visit, and by their old numbers the new numbers of their parents
  const waiting = new Int32Array(count + 1);
  const parentOf = new Int32Array(count);
  let visited = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    waiting[0] = roots[tree]!;
    parentOf[roots[tree]!] = -1;
    for (let size = 1; size > 0; ) {
      const node = waiting[--size]!;
      const parent = parentOf[node]!;
      nodes[visited] = node;
      parents[visited] = parent;
      for (let e = offsets[node + 1]! - 1; e >= offsets[node]!; e--) {
        const next = targets[e]!;
        if (parent >= 0 && nodes[parent] === next) continue;
        parentOf[next] = visited;
        waiting[size++] = next;
      }
      visited++;
    }
  }
  return { nodes: nodes.slice(0, visited), parents: parents.slice(0, visited) };
}
