import { ArgumentError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";
import { type CsrGraph, csrGraph } from "./csr-graph.js";
import { edgeList } from "./edge-list.js";
import { swapEdges } from "./swap-edges.js";

/** How a graph is randomised. */
export interface RewireOptions {
  readonly random: RandomSource;
  /** Swaps tried, per edge. Default: 10. */
  readonly triesPerEdge?: number | undefined;
  /**
   * `kept`: a weight stays with the sender of its edge, so that a directed graph keeps every out-strength; `permuted`:
   * afterwards the weights are dealt out to the edges at random. Default: kept.
   */
  readonly weights?: "kept" | "permuted" | undefined;
  /**
   * `random`: every possible swap is made; `lattice`: only those that bring edges nearer to the diagonal of the adjacency
   * matrix, in the order of the nodes on a ring. Default: random.
   */
  readonly towards?: "random" | "lattice" | undefined;
}

/** A randomised graph. */
export interface Rewired {
  readonly graph: CsrGraph;
  readonly nTries: number;
  /** Swaps that were made; the others would have made a self loop or an edge that exists. */
  readonly nSwaps: number;
}

/**
 * A null model with the same degrees: two edges a → b, c → d drawn at random become a → d, c → b, unless that makes a self
 * loop or an edge that exists (Maslov and Sneppen 2002, https://doi.org/10.1126/science.1065103); of an undirected edge
 * either end may come first. Rejected tries count, so that all graphs of these degrees become equally likely in the long
 * run. A directed graph keeps in- and out-degrees. With `lattice`, the reference of Sporns and Zwi 2004
 * (https://doi.org/10.1385/NI:2:2:145). O(tries · the lesser degree).
 *
 * @throws ArgumentError when `triesPerEdge` is negative or not finite.
 */
export function rewire(graph: CsrGraph, options: RewireOptions): Rewired {
  const { random, triesPerEdge = 10, weights = "kept", towards = "random" } = options;
  if (!(triesPerEdge >= 0 && Number.isFinite(triesPerEdge))) {
    throw new ArgumentError({ argument: "triesPerEdge", expected: "a number from 0", found: String(triesPerEdge) });
  }
  const edges = edgeList(graph);
  const count = edges.from.length;
  const nTries = count < 2 ? 0 : Math.round(triesPerEdge * count);
  const nSwaps = swapEdges(graph, edges, { random, nTries, lattice: towards === "lattice" });
  if (weights === "permuted") shuffle(edges.weight, random);
  return { graph: csrGraph(graph.nodes, edges, { directed: graph.directed }), nTries, nSwaps };
}

function shuffle(values: Float64Array, random: RandomSource): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const value = values[last]!;
    values[last] = values[other]!;
    values[other] = value;
  }
}
