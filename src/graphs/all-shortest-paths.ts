import { settleNodes } from "./settle-nodes.js";

/** From this many nodes on, searches with a heap are made in place of the loop over all triples. */
const manyNodes = 500;

/**
 * Lengths of the shortest paths between all nodes of an undirected graph: Floyd and Warshall's loop for up to 500 nodes
 * (Floyd 1962, https://doi.org/10.1145/367766.368168), Dijkstra's search from every node beyond, where few edges are few steps.
 *
 * @param lengths - n × n, symmetric: of each edge, from 0; Infinity where there is none. The diagonal is not read.
 * @returns n × n, symmetric, 0 on the diagonal, Infinity where no path leads.
 */
export function allShortestPaths(lengths: Float64Array, n: number): Float64Array {
  return n > manyNodes ? pathsBySearch(lengths, n) : pathsByTriples(lengths, n);
}

/** {@link allShortestPaths} in n³ / 2 steps. */
export function pathsByTriples(lengths: Float64Array, n: number): Float64Array {
  const result = lengths.slice();
  for (let i = 0; i < n; i++) result[i * n + i] = 0;
  for (let via = 0; via < n; via++) {
    const through = via * n;
    for (let i = 1; i < n; i++) {
      const first = result[i * n + via]!;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < i; j++) {
        const length = first + result[through + j]!;
        if (length >= result[i * n + j]!) continue;
        result[i * n + j] = length;
        result[j * n + i] = length;
      }
    }
  }
  return result;
}

/** {@link allShortestPaths} in O(n (n + edges) log n). */
export function pathsBySearch(lengths: Float64Array, n: number): Float64Array {
  const offsets = new Int32Array(n + 1);
  const targets: number[] = [];
  const ownLengths: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const length = lengths[i * n + j]!;
      if (i === j || length === Number.POSITIVE_INFINITY) continue;
      targets.push(j);
      ownLengths.push(length);
    }
    offsets[i + 1] = targets.length;
  }
  const { search, distances } = settleNodes(offsets, Int32Array.from(targets), Float64Array.from(ownLengths));
  const result = new Float64Array(n * n);
  for (let source = 0; source < n; source++) {
    search(source);
    for (let j = source + 1; j < n; j++) {
      result[source * n + j] = distances[j]!;
      result[j * n + source] = distances[j]!;
    }
  }
  return result;
}
