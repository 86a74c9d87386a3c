import { expect } from "chai";
import * as fc from "fast-check";
import { clustering } from "../../src/connectome/clustering.js";
import { degrees, strengths } from "../../src/connectome/degrees.js";
import { rewire } from "../../src/connectome/rewire.js";
import { richClub } from "../../src/connectome/rich-club.js";
import { sampleNodes } from "../../src/connectome/sample-nodes.js";
import { smallWorldness } from "../../src/connectome/small-worldness.js";
import { createRandom } from "../../src/random/create-random.js";
import { arcsOf, graphFrom, smallGraphs } from "./graphs.js";

const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);

/** A ring of n nodes, each joined with its next k, with every tenth edge led elsewhere. */
function smallWorld(n: number, k: number) {
  const random = createRandom("small world");
  const pairs: [number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let step = 1; step <= k; step++) pairs.push([i, random.uniform() < 0.1 ? random.integer(n) : (i + step) % n]);
  }
  return graphFrom(n, pairs);
}

describe("null models", () => {
  for (const directed of [true, false]) {
    it(`keep degrees and weights and make no loop, ${directed ? "directed" : "undirected"}`, () => {
      fc.assert(
        fc.property(smallGraphs(directed), fc.constantFrom("kept", "permuted"), fc.string(), (graph, weights, seed) => {
          const { graph: model, nSwaps, nTries } = rewire(graph, { random: createRandom(seed), weights });
          expect(model.nSelfLoops).to.equal(0);
          expect(model.nEdges).to.equal(graph.nEdges);
          expect(degrees(model)).to.deep.equal(degrees(graph));
          expect(sorted(model.weights)).to.deep.equal(sorted(graph.weights));
          if (directed && weights === "kept") expect(strengths(model).out).to.deep.equal(strengths(graph).out);
          expect(nTries).to.equal(graph.nEdges < 2 ? 0 : 10 * graph.nEdges);
          expect(nSwaps).to.be.at.most(nTries);
        }),
        { numRuns: 80 },
      );
    });
  }

  it("come out the same from the same seed, and different from another", () => {
    const graph = smallWorld(40, 3);
    const arcs = (seed: string) => [...arcsOf(rewire(graph, { random: createRandom(seed) }).graph)].join(";");
    expect(arcs("a")).to.equal(arcs("a"));
    expect(arcs("a")).not.to.equal(arcs("b"));
  });

  it("reach every graph of the degrees about equally often", () => {
    // a → b, c → d … : three senders and three receivers of degree 1 have 3! = 6 graphs
    const graph = graphFrom(
      6,
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
      true,
    );
    const counts = new Map<string, number>();
    const random = createRandom("uniform");
    for (let run = 0; run < 3000; run++) {
      const key = [...rewire(graph, { random }).graph.targets].join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).to.equal(6);
    // 500 each, with a standard deviation of 20
    for (const count of counts.values()) expect(count).to.be.within(400, 600);
  });

  it("lose clustering, and gain it towards a lattice", () => {
    const graph = smallWorld(100, 4);
    const [random, lattice] = (["random", "lattice"] as const).map(
      (towards) => rewire(graph, { random: createRandom("0"), triesPerEdge: 50, towards }).graph,
    );
    expect(clustering(random!).average).to.be.lessThan(0.5 * clustering(graph).average);
    expect(clustering(lattice!).average).to.be.greaterThan(2 * clustering(random!).average);
    const found = smallWorldness(graph, { random: [random!], lattices: [lattice!] });
    expect(found.sigma).to.be.greaterThan(1.5);
    expect(found.omega).to.be.within(-0.9, 0.5);
    expect(smallWorldness(random!, { random: [random!] })).to.include({ sigma: 1, omega: null });
    expect(() => smallWorldness(graph, { random: [] })).to.throw("found none; make them with rewire");
  });

  it("give the expected rich club", () => {
    // a clique of four hubs with three leaves each: hubs of degree 6 are fully joined
    const hubs = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ] as [number, number][];
    const leaves = Array.from({ length: 12 }, (_, k) => [k % 4, 4 + k] as [number, number]);
    const graph = graphFrom(16, [...hubs, ...leaves]);
    const nullModels = [graphFrom(16, [...hubs.slice(0, 3), ...leaves])];
    const levels = richClub(graph, { nullModels });
    expect(levels.map(({ k }) => k)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(levels[1]).to.deep.equal({ k: 1, nNodes: 4, nEdges: 6, coefficient: 1, normalized: 2 });
    expect(levels[0]).to.include({ nNodes: 16, nEdges: 18, normalized: 18 / 15 });
    expect(richClub(graph)[0]!.normalized).to.equal(null);
  });
});

describe("sampleNodes", () => {
  it("draws different nodes, each about equally often", () => {
    const random = createRandom("sample");
    const counts = new Int32Array(10);
    for (let run = 0; run < 2000; run++) {
      const nodes = sampleNodes(10, 3, random);
      expect(new Set(nodes).size).to.equal(3);
      for (const node of nodes) counts[node]!++;
    }
    // 600 each, with a standard deviation of 20
    for (const count of counts) expect(count).to.be.within(500, 700);
    expect(() => sampleNodes(10, 11, random)).to.throw("a whole number from 1 to 10, found 11");
  });
});
