import { degreeAssortativity } from "../src/connectome/assortativity.js";
import { betweenness } from "../src/connectome/betweenness.js";
import { closeness } from "../src/connectome/closeness.js";
import { clustering } from "../src/connectome/clustering.js";
import { communities } from "../src/connectome/communities.js";
import { coreNumbers } from "../src/connectome/core-numbers.js";
import { csrGraph } from "../src/connectome/csr-graph.js";
import { degrees, strengths } from "../src/connectome/degrees.js";
import { density } from "../src/connectome/density.js";
import { fiedler } from "../src/connectome/fiedler.js";
import { localEfficiency } from "../src/connectome/local-efficiency.js";
import { modularity } from "../src/connectome/modularity.js";
import { pathMeasures } from "../src/connectome/path-measures.js";
import { reciprocity } from "../src/connectome/reciprocity.js";
import { rewire } from "../src/connectome/rewire.js";
import { richClub } from "../src/connectome/rich-club.js";
import { strongComponents } from "../src/connectome/strong-components.js";
import { triadCensus } from "../src/connectome/triad-census.js";
import { undirectedOf } from "../src/connectome/undirected-of.js";
import { weakComponents } from "../src/connectome/weak-components.js";
import { createRandom } from "../src/random/create-random.js";
import { readGraph, spacedNodes } from "./graph-input.js";
import { timeMeasures } from "./graph-timing.js";

const [path, nodes, nSources] = process.argv.slice(2) as [string, string, string];
const input = readGraph(path, Number(nodes));
const names = Array.from({ length: input.nodes }, (_, i) => `${i}`);
const build = () => csrGraph(names, input, { directed: true });
const graph = build();
const pairs = undirectedOf(graph, () => 1);
const groups = Int32Array.from(names, (_, i) => i % 10);
const sources = spacedNodes(input.nodes, Number(nSources));
const few = spacedNodes(input.nodes, Number(nSources) / 10);
const small = input.nodes < 5000;
const random = () => createRandom("0");
const largest = (values: Int32Array) => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
};
const sum = (values: ArrayLike<number>) =>
  Array.prototype.reduce.call(values, (a, b) => (a as number) + (b as number), 0) as number;

timeMeasures({
  build: () => build().nEdges,
  degrees() {
    const { in: into, out, total } = degrees(graph);
    return largest(into) + largest(out) + largest(total);
  },
  strengths: () => strengths(graph).in.reduce((a, b) => Math.max(a, b), 0),
  density: () => density(graph),
  reciprocity: () => reciprocity(graph),
  "weak components": () => weakComponents(graph).sizes.length,
  "strong components": () => strongComponents(graph).sizes.length,
  "clustering, directed": () => clustering(graph).average,
  "clustering, undirected": () => clustering(pairs).average,
  transitivity: () => clustering(pairs).global,
  "path lengths": () => pathMeasures(graph, { sources: small ? sources : few }).characteristicPathLength,
  "path lengths, weighted": () =>
    pathMeasures(graph, { sources: small ? sources : few, lengths: "inverse" }).characteristicPathLength,
  betweenness: () => sum(betweenness(graph, { sources, normalized: false })),
  ...(small
    ? {
        closeness: () => sum(closeness(graph)),
        "betweenness, weighted": () => sum(betweenness(graph, { lengths: "identity", normalized: false })),
        "local efficiency": () => sum(localEfficiency(pairs)) / input.nodes,
      }
    : {}),
  "rich club": () => richClub(pairs).at(-1)!.coefficient,
  "degree assortativity": () => degreeAssortativity(graph),
  "triad census": () => triadCensus(graph)["030T"],
  cores: () => coreNumbers(pairs).reduce((a, b) => Math.max(a, b), 0),
  modularity: () => modularity(graph, groups),
  louvain: () => communities(graph, { random: random(), method: "louvain" }).modularity,
  leiden: () => communities(graph, { random: random(), method: "leiden" }).modularity,
  "null model, undirected": () => rewire(pairs, { random: random(), triesPerEdge: 2 }).graph.nEdges,
  "algebraic connectivity": () => fiedler(pairs, { random: random() }).value,
});
