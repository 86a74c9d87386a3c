import type { CsrGraph } from "./csr-graph.js";

/** Adds to `scores` the dependency of a source on each node. */
export type AddDependencies = (source: number, scores: Float64Array) => void;

const unreached = 2 ** 31 - 1;

/**
 * Brandes' accumulation for paths counted in edges. Forward, a breadth-first search counts the shortest paths σ to each
 * node and notes the edges that lie on shortest paths; backward, over the nodes from the furthest to the nearest,
 * δ(v) = σ(v) Σ (1 + δ(w)) / σ(w) over the ends w of those of v.
 */
export function pathCounts({ nodes, offsets, targets }: CsrGraph): AddDependencies {
  const n = nodes.length;
  const distances = new Int32Array(n);
  const counts = new Float64Array(n);
  const order = new Int32Array(n);
  const ends = new Int32Array(targets.length);
  const firstEnds = new Int32Array(n + 1);
  const shares = new Float64Array(n);
  return (source, scores) => {
    distances.fill(unreached);
    distances[source] = 0;
    counts[source] = 1;
    order[0] = source;
    let nReached = 1;
    let nEnds = 0;
    for (let head = 0; head < nReached; head++) {
      const i = order[head]!;
      const further = distances[i]! + 1;
      const count = counts[i]!;
      firstEnds[head] = nEnds;
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        const known = distances[j]!;
        if (known < further) continue;
        ends[nEnds++] = j;
        if (known === further) counts[j]! += count;
        else {
          distances[j] = further;
          counts[j] = count;
          order[nReached++] = j;
        }
      }
    }
    firstEnds[nReached] = nEnds;
    addDependencies(order, counts, firstEnds, ends, nReached, shares, scores);
  };
}

/**
 * The backward half: adds each node's dependency to its score.
 *
 * @param order - The reached nodes, the source first.
 * @param counts - Shortest paths to each node.
 * @param firstEnds - For each position of `order`, and one after, where its part of `ends` begins.
 * @param ends - Ends of the edges on shortest paths.
 * @param shares - n numbers to work with.
 */
export function addDependencies(
  order: Int32Array,
  counts: Float64Array,
  firstEnds: Int32Array,
  ends: Int32Array,
  nReached: number,
  shares: Float64Array,
  scores: Float64Array,
): void {
  for (let position = nReached - 1; position > 0; position--) {
    const i = order[position]!;
    let sum = 0;
    for (let k = firstEnds[position]!, end = firstEnds[position + 1]!; k < end; k++) sum += shares[ends[k]!]!;
    shares[i] = sum + 1 / counts[i]!;
    scores[i]! += counts[i]! * sum;
  }
}
