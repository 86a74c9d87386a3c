import { checkWeights } from "./check-weights.js";
import type { CsrGraph } from "./csr-graph.js";
import { degrees } from "./degrees.js";
import { forEachTriangle } from "./triangles.js";
import { undirectedOf } from "./undirected-of.js";

/** Clustering of a graph: how often two neighbours of a node are neighbours of each other. */
export interface Clustering {
  /** Of each node; 0 for a node that cannot be in a triangle. */
  readonly local: Float64Array;
  /** Mean of `local` over all nodes. */
  readonly average: number;
  /** Transitivity: triangles · 3 over pairs of neighbours, over all nodes; NaN where no node has two neighbours. */
  readonly global: number;
}

/**
 * Clustering coefficients.
 *
 * - Undirected: local Cᵢ = Tᵢ / (kᵢ (kᵢ − 1) / 2), Tᵢ the triangles at i (Watts and Strogatz 1998,
 *   https://doi.org/10.1038/30918).
 * - Directed: Cᵢ = ½ [(A + Aᵀ)³]ᵢᵢ / (dᵢ (dᵢ − 1) − 2 bᵢ), d the total degree, b the mutual neighbours (Fagiolo 2007,
 *   https://doi.org/10.1103/PhysRevE.76.026107).
 * - `weighted`: each edge counts by the cube root of its weight over the largest weight (Onnela et al. 2005,
 *   https://doi.org/10.1103/PhysRevE.71.065103); weights must not be below 0.
 *
 * `global` is the ratio of the sums over nodes. O(edges^1.5).
 *
 * @throws ArgumentError where weights count and one is below 0.
 */
export function clustering(graph: CsrGraph, { weighted = false }: { readonly weighted?: boolean } = {}): Clustering {
  if (weighted) checkWeights(graph, 0);
  const largest = weighted ? graph.weights.reduce((most, weight) => Math.max(most, weight), 0) : 1;
  const intensity = (weight: number) => (weighted && weight > 0 ? Math.cbrt(weight / largest) : weight === 0 ? 0 : 1);
  const pairs = graph.directed
    ? undirectedOf(weighted ? graph : binary(graph), (forward, backward) => intensity(forward) + intensity(backward))
    : undefined;
  const values = pairs ? pairs.weights : weighted ? graph.weights.map(intensity) : undefined;
  const sums = triangleSums(pairs ?? graph, values);
  return summarize(sums, graph.directed ? directedPairs(graph, pairs!) : undirectedPairs(graph));
}

/** Every weight 1, also those that are 0. */
function binary(graph: CsrGraph): CsrGraph {
  return { ...graph, weights: graph.weights.map(() => 1), sourceWeights: graph.sourceWeights.map(() => 1) };
}

function triangleSums(graph: CsrGraph, values: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(graph.nodes.length);
  forEachTriangle(graph, (i, j, k, ij, jk, ik) => {
    const value = values ? values[ij]! * values[jk]! * values[ik]! : 1;
    sums[i]! += value;
    sums[j]! += value;
    sums[k]! += value;
  });
  return sums;
}

function undirectedPairs(graph: CsrGraph): Float64Array {
  return Float64Array.from(degrees(graph).out, (degree) => (degree * (degree - 1)) / 2);
}

function directedPairs(graph: CsrGraph, pairs: CsrGraph): Float64Array {
  const neighbours = degrees(pairs).out;
  return Float64Array.from(degrees(graph).total, (degree, i) => {
    const mutual = degree - neighbours[i]!;
    return degree * (degree - 1) - 2 * mutual;
  });
}

function summarize(sums: Float64Array, possible: Float64Array): Clustering {
  const local = sums.map((sum, i) => (sum === 0 ? 0 : sum / possible[i]!));
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return { local, average: total(local) / local.length, global: total(sums) / total(possible) };
}
