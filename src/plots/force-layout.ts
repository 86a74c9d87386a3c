import { UndirectedGraph } from "graphology";
import * as forceAtlas2Module from "graphology-layout-forceatlas2";
import { createRandom } from "../random/create-random.js";

type ForceAtlas2 = typeof forceAtlas2Module.default.default;

// a CommonJS module, whose function is the default of some loaders and the default's default of others
const forceAtlas2 = defaultOf(forceAtlas2Module) as ForceAtlas2;

function defaultOf(module: unknown): unknown {
  return typeof module === "function" ? module : defaultOf((module as { readonly default: unknown }).default);
}

/** An edge that pulls two nodes together. */
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/**
 * Places of nodes by ForceAtlas2 (Jacomy et al. 2014, https://doi.org/10.1371/journal.pone.0098679): neighbours attract,
 * all nodes repel. It starts from seeded places and takes a fixed number of steps, so that the same graph is drawn the
 * same way. Directions and self loops do not matter; weights of a pair add up.
 *
 * @returns x and y per node in no unit.
 */
export function forceLayout(
  nodes: readonly string[],
  edges: readonly LayoutEdge[],
  { seed = "force-layout", iterations = 400 }: { readonly seed?: string; readonly iterations?: number } = {},
): ReadonlyMap<string, readonly [number, number]> {
  const random = createRandom(seed);
  const graph = new UndirectedGraph();
  for (const name of nodes) graph.addNode(name, { x: random.normal() * 100, y: random.normal() * 100 });
  for (const { from, to, weight } of edges) {
    if (from === to) continue;
    graph.updateUndirectedEdge(from, to, (known: { readonly weight?: number }) => ({
      weight: (known.weight ?? 0) + weight,
    }));
  }
  // strong gravity keeps parts that hang together by few edges, such as the pharynx, near the others
  const pulls = { gravity: 0.05, strongGravityMode: true, scalingRatio: 10, edgeWeightInfluence: 0.5 };
  const settings = { ...pulls, slowDown: 1 + Math.log(Math.max(1, nodes.length)) };
  const places = forceAtlas2(graph, { iterations, settings, getEdgeWeight: "weight" });
  return new Map(nodes.map((name) => [name, [places[name]!.x, places[name]!.y] as const]));
}
