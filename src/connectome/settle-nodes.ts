import { pathHeap } from "./path-heap.js";

/**
 * Dijkstra's search (1959, https://doi.org/10.1007/BF01386390) with a binary heap: writes the lengths of the shortest paths
 * from a source, Infinity where none leads, and the reached nodes in the order of their lengths; gives how many there are.
 * O((nodes + edges) log nodes).
 *
 * @param lengths - Of the edges, from 0.
 */
export function settleNodes(
  offsets: Int32Array,
  targets: Int32Array,
  lengths: Float64Array,
): (source: number, distances: Float64Array, order: Int32Array) => number {
  const heap = pathHeap(offsets.length - 1);
  return (source, distances, order) => {
    distances.fill(Number.POSITIVE_INFINITY);
    distances[source] = 0;
    heap.push(source, 0);
    let nReached = 0;
    for (let i = heap.pop(); i >= 0; i = heap.pop()) {
      const here = distances[i]!;
      order[nReached++] = i;
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        const there = here + lengths[e]!;
        if (there >= distances[j]!) continue;
        distances[j] = there;
        heap.push(j, there);
      }
    }
    return nReached;
  };
}
