import type { PathSums } from "./breadth-sums.js";
import type { CsrGraph } from "./csr-graph.js";
import { type PathOptions, pathSums } from "./path-sums.js";

/** What the shortest paths of a graph say, over all ordered pairs of a source and another node. */
export interface PathMeasures {
  /** Characteristic path length: mean distance of the pairs that a path joins; NaN where there are none. */
  readonly characteristicPathLength: number;
  /** Global efficiency: mean of 1 / distance over all pairs, 0 for those that no path joins. */
  readonly globalEfficiency: number;
  /** Largest and least eccentricity, over reached nodes alone; NaN without nodes. */
  readonly diameter: number;
  readonly radius: number;
  /** Share of the pairs that a path joins. */
  readonly reachable: number;
}

/**
 * Measures of the shortest paths (Watts and Strogatz 1998, https://doi.org/10.1038/30918; efficiency: Latora and
 * Marchiori 2001, https://doi.org/10.1103/PhysRevLett.87.198701). One search per source.
 *
 * @param sums - What `pathSums` found, where it is there already.
 */
export function pathMeasures(graph: CsrGraph, options: PathOptions = {}, sums?: PathSums): PathMeasures {
  const { sources, nReached, distance, inverse, eccentricity } = sums ?? pathSums(graph, options);
  const add = (values: Float64Array | Int32Array) => (values as Float64Array).reduce((sum, value) => sum + value, 0);
  const pairs = sources.length * (graph.nodes.length - 1);
  const reached = add(nReached);
  return {
    characteristicPathLength: add(distance) / reached,
    globalEfficiency: add(inverse) / pairs,
    diameter: eccentricity.reduce((most, value) => Math.max(most, value), eccentricity[0] ?? Number.NaN),
    radius: eccentricity.reduce((least, value) => Math.min(least, value), eccentricity[0] ?? Number.NaN),
    reachable: reached / pairs,
  };
}
