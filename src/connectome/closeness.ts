import type { PathSums } from "./breadth-sums.js";
import type { CsrGraph } from "./csr-graph.js";
import { type PathOptions, pathSums } from "./path-sums.js";

/**
 * Closeness of each source: r / Σ d · r / (n − 1), where r other nodes are joined with it by a path and d are their
 * distances; 0 where r is 0 (Wasserman and Faust 1994, equation 5.22, which corrects for parts that are not reached).
 * Distances run towards the node, as a node is central when others reach it quickly; `towards: false` measures from it.
 *
 * @param sums - What `pathSums` found, where it is there already.
 */
export function closeness(graph: CsrGraph, options: PathOptions = {}, sums?: PathSums): Float64Array {
  const { nReached, distance } = sums ?? pathSums(graph, { towards: true, ...options });
  return distance.map((sum, s) => (sum > 0 ? (nReached[s]! / sum) * (nReached[s]! / (graph.nodes.length - 1)) : 0));
}
