import type { CsrGraph } from "./csr-graph.js";
import { undirectedOf } from "./undirected-of.js";

/**
 * Local efficiency of each node: the global efficiency of the graph that its neighbours form among themselves, directions
 * ignored; 0 for fewer than two neighbours (Latora and Marchiori 2001, https://doi.org/10.1103/PhysRevLett.87.198701).
 * The local efficiency of the graph is the mean. O(Σ degree · edges among the neighbours).
 */
export function localEfficiency(graph: CsrGraph): Float64Array {
  const { nodes, offsets, targets } = undirectedOf(graph);
  // the distance from the neighbour the search began at: −2 outside the neighbourhood, −1 not reached yet
  const distances = new Int32Array(nodes.length).fill(-2);
  const queue = new Int32Array(nodes.length);
  return Float64Array.from(nodes, (_, centre) => {
    const neighbours = targets.subarray(offsets[centre], offsets[centre + 1]);
    const k = neighbours.length;
    if (k < 2) return 0;
    let inverse = 0;
    for (const source of neighbours) {
      for (const j of neighbours) distances[j] = -1;
      inverse += harmonicSum(source, offsets, targets, distances, queue);
    }
    for (const j of neighbours) distances[j] = -2;
    return inverse / (k * (k - 1));
  });
}

function harmonicSum(
  source: number,
  offsets: Int32Array,
  targets: Int32Array,
  distances: Int32Array,
  queue: Int32Array,
): number {
  distances[source] = 0;
  queue[0] = source;
  let end = 1;
  let sum = 0;
  for (let head = 0; head < end; head++) {
    const i = queue[head]!;
    const further = distances[i]! + 1;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const j = targets[e]!;
      if (distances[j] !== -1) continue;
      distances[j] = further;
      sum += 1 / further;
      queue[end++] = j;
    }
  }
  return sum;
}
