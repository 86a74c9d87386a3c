import { expect } from "chai";
import * as fc from "fast-check";
import type { CsrGraph } from "../../src/connectome/csr-graph.js";
import { triadCensus } from "../../src/connectome/triad-census.js";
import { connectedTriads, type TriadClass, triadClasses } from "../../src/connectome/triad-classes.js";
import { arcsOf, graphFrom, smallGraphs } from "./graphs.js";

/** One example of each class, in the drawings of Holland and Leinhardt. */
const examples: Readonly<Record<TriadClass, readonly (readonly [number, number])[]>> = {
  "003": [],
  "012": [[0, 1]],
  "102": [
    [0, 1],
    [1, 0],
  ],
  "021D": [
    [1, 0],
    [1, 2],
  ],
  "021U": [
    [0, 1],
    [2, 1],
  ],
  "021C": [
    [0, 1],
    [1, 2],
  ],
  "111D": [
    [0, 1],
    [1, 0],
    [2, 1],
  ],
  "111U": [
    [0, 1],
    [1, 0],
    [1, 2],
  ],
  "030T": [
    [0, 1],
    [2, 1],
    [0, 2],
  ],
  "030C": [
    [1, 0],
    [2, 1],
    [0, 2],
  ],
  "201": [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ],
  "120D": [
    [1, 0],
    [1, 2],
    [0, 2],
    [2, 0],
  ],
  "120U": [
    [0, 1],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
  "120C": [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 0],
  ],
  "210": [
    [0, 1],
    [1, 2],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
  "300": [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
    [0, 2],
    [2, 0],
  ],
};

/** What three nodes look like whatever their order: the least of the six codes of their adjacency. */
function shapeOf(has: (i: number, j: number) => boolean, nodes: readonly [number, number, number]): number {
  const [a, b, c] = nodes;
  const orders = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
  return Math.min(
    ...orders.map((order) =>
      order.flatMap((i) => order.map((j) => i !== j && has(i, j))).reduce((code, bit) => code * 2 + Number(bit), 0),
    ),
  );
}

const shapes = new Map(
  Object.entries(examples).map(([name, pairs]) => {
    const known = new Set(pairs.map(([i, j]) => i * 3 + j));
    return [shapeOf((i, j) => known.has(i * 3 + j), [0, 1, 2]), name as TriadClass];
  }),
);

function countedOneByOne(graph: CsrGraph): Record<string, number> {
  const n = graph.nodes.length;
  const known = new Set([...arcsOf(graph)].map(([i, j]) => i * n + j));
  const census = Object.fromEntries(Object.keys(triadClasses).map((name) => [name, 0]));
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      for (let k = j + 1; k < n; k++) census[shapes.get(shapeOf((a, b) => known.has(a * n + b), [i, j, k]))!]!++;
    }
  }
  return census;
}

describe("triad census", () => {
  it("tells the 16 classes apart", () => {
    expect(shapes.size).to.equal(16);
    for (const [name, pairs] of Object.entries(examples)) {
      expect(triadCensus(graphFrom(3, pairs, true))[name as TriadClass], name).to.equal(1);
    }
    expect(connectedTriads).to.have.length(13);
  });

  for (const directed of [true, false]) {
    it(`counts what looking at each triad counts, ${directed ? "directed" : "undirected"}`, () => {
      fc.assert(
        fc.property(smallGraphs(directed), (graph) => {
          expect(triadCensus(graph)).to.deep.equal(countedOneByOne(graph));
        }),
        { numRuns: 80 },
      );
    });
  }
});
