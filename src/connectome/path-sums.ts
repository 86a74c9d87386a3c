import { breadthSums, type PathSums } from "./breadth-sums.js";
import type { CsrGraph } from "./csr-graph.js";
import type { Reach } from "./distances-from.js";
import type { LengthTransform } from "./edge-lengths.js";
import { lengthsFrom } from "./lengths-from.js";

/** From which nodes, along what, paths are measured. */
export interface PathOptions {
  /** How weights become lengths; without it every edge has length 1. */
  readonly lengths?: LengthTransform | undefined;
  /** Indices of the nodes to measure from. Default: all. */
  readonly sources?: ArrayLike<number> | undefined;
  /** True to measure paths to the nodes instead of from them. Default: false. */
  readonly towards?: boolean | undefined;
}

/**
 * The shortest paths from each source, summed. Paths in edges are searched from many sources at once.
 *
 * @throws ArgumentError where lengths are asked for and a weight is not above 0.
 */
export function pathSums(graph: CsrGraph, { lengths, sources: given, towards = false }: PathOptions = {}): PathSums {
  const sources = given ? Int32Array.from(given) : Int32Array.from(graph.nodes, (_, i) => i);
  return lengths
    ? lengthSums(sources, lengthsFrom(graph, { transform: lengths, towards }))
    : breadthSums(graph, sources, towards);
}

function lengthSums(sources: Int32Array, search: (source: number) => Reach): PathSums {
  const found = {
    nReached: new Int32Array(sources.length),
    distance: new Float64Array(sources.length),
    inverse: new Float64Array(sources.length),
    eccentricity: new Float64Array(sources.length),
  };
  sources.forEach((source, s) => {
    const { distances, order, nReached } = search(source);
    let [sum, inverse] = [0, 0];
    for (let position = 1; position < nReached; position++) {
      const distance = distances[order[position]!]!;
      sum += distance;
      inverse += 1 / distance;
    }
    found.nReached[s] = nReached - 1;
    found.distance[s] = sum;
    found.inverse[s] = inverse;
    found.eccentricity[s] = distances[order[nReached - 1]!]!;
  });
  return { sources, ...found };
}
