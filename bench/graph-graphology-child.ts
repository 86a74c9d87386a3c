import { createRequire } from "node:module";
import type { AbstractGraph } from "graphology-types";
import { createGraph } from "../src/connectome/create-graph.js";
import { createRandom } from "../src/random/create-random.js";
import { readGraph, spacedNodes } from "./graph-input.js";
import { timeMeasures } from "./graph-timing.js";

type OnGraph<T> = (graph: AbstractGraph, options?: object) => T;
type Brandes = (node: number) => [{ size: number; items: Uint32Array; pop(): number }, number[][], Float64Array];

const required = createRequire(import.meta.url);
const betweenness = required("graphology-metrics/centrality/betweenness") as OnGraph<Record<string, number>>;
const closeness = required("graphology-metrics/centrality/closeness") as OnGraph<Record<string, number>>;
const { density } = required("graphology-metrics/graph/density") as { density: OnGraph<number> };
const modularity = required("graphology-metrics/graph/modularity") as OnGraph<number>;
const { weightedInDegree } = required("graphology-metrics/node/weighted-degree") as {
  weightedInDegree: (graph: AbstractGraph, node: string) => number;
};
const louvain = required("graphology-communities-louvain") as { detailed: OnGraph<{ modularity: number }> };
const { createUnweightedIndexedBrandes } = required("graphology-shortest-path/indexed-brandes") as {
  createUnweightedIndexedBrandes: (graph: AbstractGraph) => Brandes;
};

const [path, nodes, nSources] = process.argv.slice(2) as [string, string, string];
const input = readGraph(path, Number(nodes));
const sources = spacedNodes(input.nodes, Number(nSources));
const small = input.nodes < 5000;
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

function build(): AbstractGraph {
  const graph = createGraph({ type: "directed" });
  for (let i = 0; i < input.nodes; i++) graph.addNode(`${i}`, { community: i % 10 });
  input.from.forEach((from, e) => {
    graph.addDirectedEdge(`${from}`, `${input.to[e]}`, { weight: input.weight[e]! });
  });
  return graph;
}

/** The package's loop over all nodes (centrality/betweenness.js), over chosen ones: it has no option for that. */
function sampledBetweenness(): number {
  const brandes = createUnweightedIndexedBrandes(graph);
  const delta = new Float64Array(input.nodes);
  const scores = new Float64Array(input.nodes);
  for (const source of sources) {
    const [stack, predecessors, counts] = brandes(source);
    for (let j = stack.size; j > 0; j--) delta[stack.items[stack.size - j]!] = 0;
    while (stack.size !== 0) {
      const w = stack.pop();
      const coefficient = (1 + delta[w]!) / counts[w]!;
      for (const v of predecessors[w]!) delta[v]! += counts[v]! * coefficient;
      if (w !== source) scores[w]! += delta[w]!;
    }
  }
  return sum(scores) * (input.nodes / sources.length);
}

const graph = build();
timeMeasures({
  build: () => build().size,
  degrees() {
    const of = (degree: (node: string) => number) => Math.max(...graph.mapNodes(degree));
    return of((node) => graph.inDegree(node)) + of((node) => graph.outDegree(node)) + of((node) => graph.degree(node));
  },
  strengths: () => Math.max(...graph.mapNodes((node) => weightedInDegree(graph, node))),
  density: () => density(graph),
  betweenness: sampledBetweenness,
  ...(small
    ? {
        closeness: () => sum(Object.values(closeness(graph, { wassermanFaust: true }))),
        "betweenness, weighted": () =>
          sum(Object.values(betweenness(graph, { getEdgeWeight: "weight", normalized: false }))),
      }
    : {}),
  modularity: () => modularity(graph),
  louvain: () => louvain.detailed(graph, { rng: createRandom("0").uniform }).modularity,
});
