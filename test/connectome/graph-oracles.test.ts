import { createRequire } from "node:module";
import { expect } from "chai";
import * as fc from "fast-check";
import type { AbstractGraph } from "graphology-types";
import { betweenness } from "../../src/connectome/betweenness.js";
import { closeness } from "../../src/connectome/closeness.js";
import { clustering } from "../../src/connectome/clustering.js";
import { createGraph } from "../../src/connectome/create-graph.js";
import type { CsrGraph } from "../../src/connectome/csr-graph.js";
import { csrGraph } from "../../src/connectome/csr-graph.js";
import { strengths } from "../../src/connectome/degrees.js";
import { density } from "../../src/connectome/density.js";
import { distancesFrom } from "../../src/connectome/distances-from.js";
import { edgeList } from "../../src/connectome/edge-list.js";
import { modularity } from "../../src/connectome/modularity.js";
import { pathMeasures } from "../../src/connectome/path-measures.js";
import { pathSums } from "../../src/connectome/path-sums.js";
import { strongComponents } from "../../src/connectome/strong-components.js";
import { weakComponents } from "../../src/connectome/weak-components.js";
import { arcsOf, smallGraphs } from "./graphs.js";

type OnGraph<T> = (graph: AbstractGraph, options?: object) => T;
const required = createRequire(import.meta.url);
const metrics = {
  betweenness: required("graphology-metrics/centrality/betweenness") as OnGraph<Record<string, number>>,
  closeness: required("graphology-metrics/centrality/closeness") as OnGraph<Record<string, number>>,
  density: (required("graphology-metrics/graph/density") as { density: OnGraph<number> }).density,
  modularity: required("graphology-metrics/graph/modularity") as OnGraph<number>,
  weightedDegree: (required("graphology-metrics/node/weighted-degree") as Record<string, unknown>).weightedInDegree as (
    graph: AbstractGraph,
    node: string,
  ) => number,
};

function asGraphology(graph: CsrGraph): AbstractGraph {
  const copy = createGraph({ type: graph.directed ? "directed" : "undirected" });
  graph.nodes.forEach((node, i) => {
    copy.addNode(node, { community: i % 3 });
  });
  const { from, to, weight } = edgeList(graph);
  from.forEach((i, e) => {
    copy.addEdge(graph.nodes[i]!, graph.nodes[to[e]!]!, { weight: weight[e]! });
  });
  return copy;
}

/** All distances by the Floyd-Warshall method. */
function allDistances(graph: CsrGraph, lengthOf: (weight: number) => number): number[][] {
  const n = graph.nodes.length;
  const distances = graph.nodes.map((_, i) => graph.nodes.map((__, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)));
  for (const [i, j, weight] of arcsOf(graph)) distances[i]![j] = lengthOf(weight);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        distances[i]![j] = Math.min(distances[i]![j]!, distances[i]![k]! + distances[k]![j]!);
      }
    }
  }
  return distances;
}

const close = (found: number, expected: number) => {
  if (Number.isNaN(expected)) expect(found).to.be.NaN;
  else expect(found).to.be.closeTo(expected, 1e-9);
};

for (const directed of [true, false]) {
  const graphs = smallGraphs(directed);
  describe(`${directed ? "directed" : "undirected"} graphs`, () => {
    it("have the measures of graphology-metrics", () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const peer = asGraphology(graph);
          const n = graph.nodes.length;
          const [ours, theirs] = [betweenness(graph), metrics.betweenness(peer, { getEdgeWeight: null })];
          const [near, nearTheirs] = [closeness(graph), metrics.closeness(peer, { wassermanFaust: true })];
          const lengths = { lengths: "identity", normalized: false } as const;
          const weighted = betweenness(graph, lengths);
          const theirsWeighted = metrics.betweenness(peer, { getEdgeWeight: "weight", normalized: false });
          graph.nodes.forEach((node, i) => {
            if (n > 2) close(ours[i]!, theirs[node]!);
            close(weighted[i]!, theirsWeighted[node]!);
            close(near[i]!, nearTheirs[node]!);
            if (directed) close(strengths(graph).in[i]!, metrics.weightedDegree(peer, node));
          });
          if (n > 1) close(density(graph), metrics.density(peer));
          if (graph.nEdges > 0)
            close(
              modularity(
                graph,
                graph.nodes.map((_, i) => i % 3),
              ),
              metrics.modularity(peer),
            );
        }),
        { numRuns: 60 },
      );
    });

    it("have the distances of the Floyd-Warshall method, in edges and in lengths", () => {
      fc.assert(
        fc.property(graphs, fc.boolean(), fc.boolean(), (graph, weighted, towards) => {
          const all = allDistances(graph, (weight) => (weighted ? 1 / weight : 1));
          const sums = pathSums(graph, { towards, lengths: weighted ? "inverse" : undefined });
          graph.nodes.forEach((_, i) => {
            const row = graph.nodes.map((__, j) => (towards ? all[j]![i]! : all[i]![j]!));
            const others = row.filter((distance, j) => j !== i && Number.isFinite(distance));
            expect(sums.nReached[i]).to.equal(others.length);
            close(
              sums.distance[i]!,
              others.reduce((sum, distance) => sum + distance, 0),
            );
            close(
              sums.inverse[i]!,
              others.reduce((sum, distance) => sum + 1 / distance, 0),
            );
            close(sums.eccentricity[i]!, Math.max(0, ...others));
            if (weighted) return;
            const expected = row.map((distance) => (Number.isFinite(distance) ? distance : -1));
            expect([...distancesFrom(graph, { towards })(i).distances]).to.deep.equal(expected);
          });
        }),
        { numRuns: 60 },
      );
    });

    it("fall into parts by who reaches whom", () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const all = allDistances(graph, () => 1);
          const both = csrGraph(graph.nodes, edgeList(graph), { directed: false });
          const joined = allDistances(both, () => 1);
          const [strong, weak] = [strongComponents(graph), weakComponents(graph)];
          for (const i of graph.nodes.keys()) {
            for (const j of graph.nodes.keys()) {
              const mutual = Number.isFinite(all[i]![j]!) && Number.isFinite(all[j]![i]!);
              expect(strong.labels[i] === strong.labels[j]).to.equal(mutual);
              expect(weak.labels[i] === weak.labels[j]).to.equal(Number.isFinite(joined[i]![j]!));
            }
          }
          for (const [i, j] of arcsOf(graph)) expect(strong.labels[i]).to.be.at.least(strong.labels[j]!);
          for (const { labels, sizes } of [strong, weak]) {
            sizes.forEach((size, part) => {
              expect(labels.filter((label) => label === part).length).to.equal(size);
            });
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

describe("weighted betweenness", () => {
  it("counts paths as equal whose lengths differ by rounding alone", () => {
    // lengths 0.1 + 0.2 and 0.3: in float64 the sum is a little longer
    const edges = [
      { from: "a", to: "b", weight: 10 },
      { from: "b", to: "d", weight: 5 },
      { from: "a", to: "d", weight: 10 / 3 },
    ];
    const graph = csrGraph(["a", "b", "d"], edges, { directed: true });
    const [, throughB] = betweenness(graph, { lengths: "inverse", normalized: false });
    expect(throughB).to.equal(0.5);
  });

  it("follows edges of length 0", () => {
    const edges = [
      { from: "a", to: "b", weight: 2 },
      { from: "b", to: "a", weight: 2 },
      { from: "b", to: "c", weight: 1 },
    ];
    const graph = csrGraph(["a", "b", "c"], edges, { directed: true });
    expect([...betweenness(graph, { lengths: "negative-log", normalized: false })]).to.deep.equal([0, 1, 0]);
  });

  it("refuses weights that have no length", () => {
    const graph = csrGraph(["a", "b"], [{ from: "a", to: "b", weight: 0 }], { directed: true });
    expect(() => betweenness(graph, { lengths: "inverse" })).to.throw("expected weights above 0, found 0");
  });
});

describe("measures at their limits", () => {
  it("are NaN or 0 where there is nothing to measure", () => {
    const none = csrGraph([], [], { directed: true });
    const found = pathMeasures(none);
    for (const value of Object.values(found)) expect(value).to.be.NaN;
    expect(betweenness(none)).to.have.length(0);
    const weightless = csrGraph(
      ["a", "b", "c"],
      { from: [0, 1, 2], to: [1, 2, 0], weight: [0, 0, 0] },
      { directed: true },
    );
    expect([...clustering(weightless, { weighted: true }).local]).to.deep.equal([0, 0, 0]);
  });
});
