import type { CsrGraph } from "./csr-graph.js";
import { type AddDependencies, addDependencies } from "./path-counts.js";
import { settleNodes } from "./settle-nodes.js";

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
  const settle = settleNodes(offsets, targets, lengths);
  const distances = new Float64Array(n);
  const order = new Int32Array(n);
  const positions = new Int32Array(n);
  const counts = new Float64Array(n);
  const ends = new Int32Array(targets.length);
  const firstEnds = new Int32Array(n + 1);
  const shares = new Float64Array(n);
  return (source, scores) => {
    const nReached = settle(source, distances, order);
    for (let position = 0; position < nReached; position++) {
      positions[order[position]!] = position;
      counts[order[position]!] = 0;
    }
    counts[source] = 1;
    let nEnds = 0;
    for (let position = 0; position < nReached; position++) {
      const i = order[position]!;
      const here = distances[i]!;
      const count = counts[i]!;
      firstEnds[position] = nEnds;
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        const there = distances[j]!;
        // edges of length 0 lead from the node that was settled first, not back
        if (here + lengths[e]! - there > sameLength * there || positions[j]! <= position) continue;
        ends[nEnds++] = j;
        counts[j]! += count;
      }
    }
    firstEnds[nReached] = nEnds;
    addDependencies(order, counts, firstEnds, ends, nReached, shares, scores);
  };
}
