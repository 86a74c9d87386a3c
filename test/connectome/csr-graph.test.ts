import { expect } from "chai";
import * as fc from "fast-check";
import { csrGraph } from "../../src/connectome/csr-graph.js";
import { undirectedOf } from "../../src/connectome/undirected-of.js";
import { arcsOf, namesOf } from "./graphs.js";

const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: -3, max: 9 })), { maxLength: 60 });

describe("csrGraph", () => {
  for (const directed of [true, false]) {
    for (const combine of ["sum", "max"] as const) {
      it(`holds each pair once, sorted, ${directed ? "directed" : "undirected"}, ${combine}`, () => {
        fc.assert(
          fc.property(edges, (given) => {
            const expected = new Map<string, number>();
            for (const [i, j, weight] of given) {
              for (const key of i === j ? [] : directed ? [`${i} ${j}`] : [`${i} ${j}`, `${j} ${i}`]) {
                const known = expected.get(key);
                const joined = combine === "sum" ? (known ?? 0) + weight : Math.max(known ?? weight, weight);
                expected.set(key, joined);
              }
            }
            const rows = given.map(([i, j, weight]) => ({ from: `${i}`, to: `${j}`, weight }));
            const graph = csrGraph(namesOf(8), rows, { directed, combine });
            const found = [...arcsOf(graph)].map(([i, j, weight]) => [`${i} ${j}`, weight] as const);
            expect(found).to.deep.equal([...expected].sort(([a], [b]) => (a < b ? -1 : 1)));
            const { sourceOffsets, sources, sourceWeights } = graph;
            const backwards = graph.nodes.flatMap((_, j) =>
              [...sources.subarray(sourceOffsets[j], sourceOffsets[j + 1])].map((i, k) => {
                return [`${i} ${j}`, sourceWeights[sourceOffsets[j]! + k]] as const;
              }),
            );
            expect(new Map(backwards)).to.deep.equal(expected);
            expect(graph.nEdges).to.equal(directed ? found.length : found.length / 2);
            expect(graph.nSelfLoops).to.equal(given.filter(([i, j]) => i === j).length);
          }),
        );
      });
    }
  }

  it("becomes undirected by any rule for two directions", () => {
    fc.assert(
      fc.property(edges, (given) => {
        const columns = [0, 1, 2].map((at) => given.map((edge) => edge[at]!));
        const [from, to, weight] = columns.map((values) => values.map(Math.abs));
        const graph = csrGraph(namesOf(8), { from: from!, to: to!, weight: weight! }, { directed: true });
        const weightOf = new Map([...arcsOf(graph)].map(([i, j, value]) => [`${i} ${j}`, value]));
        const pairs = undirectedOf(graph, (a, b) => 10 * Math.max(a, b) + Math.min(a, b));
        for (const [i, j, value] of arcsOf(pairs)) {
          const [a, b] = [weightOf.get(`${i} ${j}`) ?? 0, weightOf.get(`${j} ${i}`) ?? 0];
          expect(value).to.equal(10 * Math.max(a, b) + Math.min(a, b));
        }
        const unordered = new Set([...weightOf.keys()].map((key) => key.split(" ").sort().join(" ")));
        expect(pairs.nEdges).to.equal(unordered.size);
        expect(undirectedOf(pairs)).to.equal(pairs);
      }),
    );
  });

  it("refuses names, indices and weights it cannot place", () => {
    const make = (nodes: string[], edge: { from: string; to: string; weight: number }) => () =>
      csrGraph(nodes, [edge], { directed: true });
    expect(make(["a", "a"], { from: "a", to: "a", weight: 1 })).to.throw("a twice");
    expect(make(["a"], { from: "a", to: "b", weight: 1 })).to.throw('names of the nodes, found "b"');
    expect(make(["a", "b"], { from: "a", to: "b", weight: Number.NaN })).to.throw(
      "finite weights, found NaN at edge 0",
    );
    for (const at of [-1, 2, 0.5]) {
      expect(() => csrGraph(["a", "b"], { from: [0], to: [at] }, { directed: true })).to.throw(
        "indices from 0 below 2",
      );
    }
  });
});
