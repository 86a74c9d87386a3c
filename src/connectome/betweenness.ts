import type { CsrGraph } from "./csr-graph.js";
import { edgeLengths, type LengthTransform } from "./edge-lengths.js";
import { pathCounts } from "./path-counts.js";
import { weightedPathCounts } from "./weighted-path-counts.js";

/** Which paths count, and in which scale. */
export interface BetweennessOptions {
  /** How weights become lengths; without it every edge has length 1. */
  readonly lengths?: LengthTransform | undefined;
  /** Indices of the nodes at which paths begin, for example from `sampleNodes`. Default: all. */
  readonly sources?: ArrayLike<number> | undefined;
  /** Divided by the number of pairs, (n − 1)(n − 2), halved in an undirected graph. Default: true. */
  readonly normalized?: boolean | undefined;
}

/**
 * Betweenness of each node: the sum over pairs (s, t) of other nodes of the share of the shortest paths from s to t that
 * lead through it (Freeman 1977, https://doi.org/10.2307/3033543); an undirected pair counts once. By the accumulation
 * of dependencies of Brandes 2001 (https://doi.org/10.1080/0022250X.2001.9990249): O(sources · edges), with lengths
 * O(sources · edges · log nodes). With sampled sources the sum is scaled by n / sources, the estimate of Brandes and Pich
 * 2007 (https://doi.org/10.1142/S0218127407018403).
 *
 * @throws ArgumentError where lengths are asked for and a weight is not above 0.
 */
export function betweenness(graph: CsrGraph, options: BetweennessOptions = {}): Float64Array {
  const { lengths, sources, normalized = true } = options;
  const n = graph.nodes.length;
  const scores = new Float64Array(n);
  const countPaths = lengths ? weightedPathCounts(graph, edgeLengths(graph.weights, lengths)) : pathCounts(graph);
  const nSources = sources?.length ?? n;
  for (let s = 0; s < nSources; s++) countPaths(sources ? sources[s]! : s, scores);
  const pairs = (n - 1) * (n - 2);
  const scale = (n / nSources) * (normalized ? (pairs > 0 ? 1 / pairs : 0) : graph.directed ? 1 : 0.5);
  return scores.map((score) => score * scale);
}
