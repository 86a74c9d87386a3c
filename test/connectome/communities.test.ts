import { expect } from "chai";
import * as fc from "fast-check";
import { communities } from "../../src/connectome/communities.js";
import { firstLevel } from "../../src/connectome/community-level.js";
import { connectedParts } from "../../src/connectome/connected-parts.js";
import { csrGraph } from "../../src/connectome/csr-graph.js";
import { modularity } from "../../src/connectome/modularity.js";
import { moveNodes } from "../../src/connectome/move-nodes.js";
import { refineCommunities } from "../../src/connectome/refine-communities.js";
import { weakComponents } from "../../src/connectome/weak-components.js";
import { createRandom } from "../../src/random/create-random.js";
import { arcsOf, graphFrom, namesOf, smallGraphs } from "./graphs.js";

const methods = ["louvain", "leiden"] as const;

/** Cliques of five in a ring, each joined with the next by one edge. */
function ringOfCliques(count: number, directed: boolean) {
  const pairs: [number, number][] = [];
  for (let clique = 0; clique < count; clique++) {
    for (let a = 0; a < 5; a++) {
      for (let b = a + 1; b < 5; b++) {
        pairs.push([5 * clique + a, 5 * clique + b]);
        if (directed) pairs.push([5 * clique + b, 5 * clique + a]);
      }
    }
    pairs.push([5 * clique, (5 * clique + 6) % (5 * count)]);
  }
  return graphFrom(5 * count, pairs, directed);
}

/** The largest modularity of any division, by trying them all. */
function bestOfAll(graph: ReturnType<typeof ringOfCliques>): number {
  const n = graph.nodes.length;
  let best = Number.NEGATIVE_INFINITY;
  const labels = new Int32Array(n);
  const visit = (i: number, used: number) => {
    if (i === n) {
      best = Math.max(best, modularity(graph, labels));
      return;
    }
    for (let label = 0; label <= used; label++) {
      labels[i] = label;
      visit(i + 1, Math.max(used, label + 1));
    }
  };
  visit(0, 0);
  return best;
}

describe("communities", () => {
  for (const method of methods) {
    for (const directed of [true, false]) {
      it(`are the cliques of a ring of cliques: ${method}, ${directed ? "directed" : "undirected"}`, () => {
        const graph = ringOfCliques(8, directed);
        const found = communities(graph, { random: createRandom("0"), method });
        expect([...found.labels]).to.deep.equal(graph.nodes.map((_, i) => Math.floor(i / 5)));
        expect(found.count).to.equal(8);
        // undirected: 80 of 88 edges inside, each clique 22 of 176 ends; directed: 160 of 168, 21 of 168 each way
        const expected = directed ? 160 / 168 - 1 / 8 : 80 / 88 - 1 / 8;
        expect(found.modularity).to.be.closeTo(expected, 1e-12);
      });
    }

    it(`have the modularity they say and come out the same from the same seed: ${method}`, () => {
      fc.assert(
        fc.property(smallGraphs(true), fc.string(), fc.constantFrom(0.5, 1, 2), (graph, seed, resolution) => {
          const run = () => communities(graph, { random: createRandom(seed), method, resolution });
          const found = run();
          expect(run()).to.deep.equal(found);
          if (graph.nEdges === 0) return;
          expect(found.modularity).to.equal(modularity(graph, found.labels, { resolution }));
          const alone = modularity(
            graph,
            graph.nodes.map((_, i) => i),
            { resolution },
          );
          expect(found.modularity).to.be.at.least(alone - 1e-12);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("of Leiden hang together", () => {
    fc.assert(
      fc.property(smallGraphs(false), fc.string(), (graph, seed) => {
        const { labels, count } = communities(graph, { random: createRandom(seed) });
        const inside = [...arcsOf(graph)].filter(([i, j]) => labels[i] === labels[j]);
        const parts = graphFrom(
          graph.nodes.length,
          inside.map(([i, j]) => [i, j]),
        );
        expect(weakComponents(parts).sizes.length).to.equal(count);
      }),
      { numRuns: 100 },
    );
  });

  it("are split where they do not hang together", () => {
    const level = firstLevel(
      graphFrom(6, [
        [0, 1],
        [2, 3],
        [3, 4],
      ]),
    );
    expect([...connectedParts(level, Int32Array.of(0, 0, 0, 0, 1, 1))]).to.deep.equal([0, 0, 2, 2, 4, 5]);
  });

  it("are refined into parts of them that hang together", () => {
    fc.assert(
      fc.property(smallGraphs(false), fc.string(), (graph, seed) => {
        if (graph.nEdges === 0) return;
        const labels = Int32Array.from(graph.nodes, (_, i) => i % 2);
        const level = firstLevel(graph);
        const parts = refineCommunities(level, labels, 0.2, createRandom(seed));
        for (const i of graph.nodes.keys()) expect(labels[parts[i]!]).to.equal(labels[i]);
        expect(new Set(connectedParts(level, parts)).size).to.equal(new Set(parts).size);
      }),
      { numRuns: 200 },
    );
  });

  it("leave no node that would gain by moving alone", () => {
    fc.assert(
      fc.property(fc.boolean().chain(smallGraphs), fc.string(), (graph, seed) => {
        if (graph.nEdges === 0) return;
        const labels = Int32Array.from(graph.nodes, (_, i) => i);
        moveNodes(firstLevel(graph), labels, 1, createRandom(seed));
        const reached = modularity(graph, labels);
        for (const i of graph.nodes.keys()) {
          for (const label of graph.nodes.keys()) {
            const other = labels.slice();
            other[i] = label;
            expect(modularity(graph, other)).to.be.at.most(reached + 1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are nearly always the best there are, on graphs small enough to try all", () => {
    const random = createRandom("small");
    let best = 0;
    for (let run = 0; run < 20; run++) {
      const pairs = Array.from({ length: 12 }, () => [random.integer(8), random.integer(8)] as const);
      const graph = graphFrom(8, pairs);
      const found = communities(graph, { random, runs: 5 }).modularity;
      const most = bestOfAll(graph);
      expect(found).to.be.at.most(most + 1e-12);
      if (found > most - 1e-9) best++;
    }
    expect(best).to.be.at.least(18);
  });

  it("refuse weights below 0 and resolutions that are not above 0", () => {
    const graph = csrGraph(namesOf(2), { from: [0], to: [1], weight: [-1] }, { directed: true });
    const random = createRandom("0");
    expect(() => communities(graph, { random })).to.throw("weights from 0, found -1");
    expect(() => communities(ringOfCliques(3, true), { random, resolution: 0 })).to.throw("a number above 0, found 0");
  });

  it("without edges are single nodes", () => {
    const found = communities(graphFrom(3, []), { random: createRandom("0") });
    expect([...found.labels]).to.deep.equal([0, 1, 2]);
    expect(found.modularity).to.be.NaN;
  });
});
