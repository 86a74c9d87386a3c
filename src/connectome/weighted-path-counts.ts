import { type SettledNodes, settleNodes } from "../graphs/settle-nodes.js";
import { addDependencies } from "./add-dependencies.js";
import type { CsrGraph } from "./csr-graph.js";
import type { AddDependencies } from "./path-counts.js";

/** Two paths count as equally long when their lengths differ by less than this share: sums of fractions round. */
const sameLength = 1e-12;

/**
 * Brandes' accumulation for paths of given edge lengths: Dijkstra's search settles the nodes; once all distances are
 * known, the paths are counted along the edges that lie on shortest ones.
 *
 * @param lengths - Of the edges in the order of `targets`, from 0.
 */
export function weightedPathCounts({ nodes, offsets, targets }: CsrGraph, lengths: Float64Array): AddDependencies {
  const n = nodes.length;
  const settled = settleNodes(offsets, targets, lengths);
  // positions, and then order, firstEnds and ends as `addDependencies` wants them
  const work = new Int32Array(3 * n + 1 + targets.length);
  const numbers = new Float64Array(2 * n);
  const rows = { offsets, targets, lengths };
  return (source, scores) => {
    const end = n + settled.search(source);
    countPaths(end, settled, rows, work, numbers);
    addDependencies(n, end, work, numbers, scores);
  };
}

interface Rows {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly lengths: Float64Array;
}

function countPaths(
  end: number,
  { distances, order }: SettledNodes,
  { offsets, targets, lengths }: Rows,
  work: Int32Array,
  numbers: Float64Array,
): void {
  const n = distances.length;
  for (let position = n; position < end; position++) {
    const i = order[position - n]!;
    work[position] = i;
    work[i] = position;
    numbers[i] = 0;
  }
  numbers[order[0]!] = 1;
  let endOfEnds = 3 * n + 1;
  for (let position = n; position < end; position++) {
    const i = work[position]!;
    const here = distances[i]!;
    const count = numbers[i]!;
    work[position + n] = endOfEnds;
    for (let e = offsets[i]!, last = offsets[i + 1]!; e < last; e++) {
      const j = targets[e]!;
      const there = distances[j]!;
      // edges of length 0 lead from the node that was settled first, not back
      if (here + lengths[e]! - there > sameLength * there || work[j]! <= position) continue;
      work[endOfEnds++] = j;
      numbers[j]! += count;
    }
  }
  work[end + n] = endOfEnds;
}
