import { ArgumentError } from "../errors.js";
import { clustering } from "./clustering.js";
import type { CsrGraph } from "./csr-graph.js";
import { pathMeasures } from "./path-measures.js";
import type { PathOptions } from "./path-sums.js";

/** How much a graph is clustered like a lattice and short like a random graph. */
export interface SmallWorldness {
  /** σ = (C / C random) / (L / L random): above 1 in a small world. */
  readonly sigma: number;
  /** ω = L random / L − C / C lattice: near 0 in a small world, −1 in a lattice, 1 in a random graph; null without lattices. */
  readonly omega: number | null;
  /** Mean local clustering and characteristic path length of the graph, and the means over its references. */
  readonly clustering: number;
  readonly pathLength: number;
  readonly randomClustering: number;
  readonly randomPathLength: number;
  readonly latticeClustering: number | null;
}

/**
 * Small-worldness against references of the same degrees: σ (Humphries and Gurney 2008,
 * https://doi.org/10.1371/journal.pone.0002051) and ω (Telesford et al. 2011, https://doi.org/10.1089/brain.2011.0038).
 *
 * @param references - `random`: null models from `rewire`; `lattices`: references from `rewire` towards a lattice.
 * @throws ArgumentError when no null model is given.
 */
export function smallWorldness(
  graph: CsrGraph,
  references: { readonly random: readonly CsrGraph[]; readonly lattices?: readonly CsrGraph[] },
  options: PathOptions = {},
): SmallWorldness {
  const { random, lattices = [] } = references;
  if (random.length === 0) {
    const next = "make them with rewire";
    throw new ArgumentError({ argument: "references", expected: "a null model", found: "none", next });
  }
  const clusteringOf = (one: CsrGraph) => clustering(one).average;
  const lengthOf = (one: CsrGraph) => pathMeasures(one, options).characteristicPathLength;
  const [own, length] = [clusteringOf(graph), lengthOf(graph)];
  const [randomClustering, randomLength] = [meanOf(random, clusteringOf), meanOf(random, lengthOf)];
  const latticeClustering = lattices.length > 0 ? meanOf(lattices, clusteringOf) : null;
  return {
    sigma: own / randomClustering / (length / randomLength),
    omega: latticeClustering === null ? null : randomLength / length - own / latticeClustering,
    clustering: own,
    pathLength: length,
    randomClustering,
    randomPathLength: randomLength,
    latticeClustering,
  };
}

function meanOf(graphs: readonly CsrGraph[], measure: (graph: CsrGraph) => number): number {
  return graphs.reduce((sum, graph) => sum + measure(graph), 0) / graphs.length;
}
