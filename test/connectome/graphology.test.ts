import { expect } from "chai";
import * as fc from "fast-check";
import { createGraph } from "../../src/connectome/create-graph.js";
import { fromGraph } from "../../src/connectome/from-graph.js";
import { type EdgeRow, graphOf } from "../../src/connectome/graph-of.js";
import { toGraph } from "../../src/connectome/to-graph.js";
import { tables } from "../../src/tables/tables.js";
import { arcsOf } from "./graphs.js";

const cells = ["ADAL", "AVAL", "AVAR", "MDL01", "hmc"];
const kindOf = (cell: string) => (cell.startsWith("A") ? "neuron" : cell === "hmc" ? "other" : "muscle");

const empty = Object.fromEntries(Object.keys(tables.edges.columns).map((name) => [name, null]));

/** A row between two cells, chemical unless it says more. */
function row(index: number, pre: string, post: string, more: Partial<EdgeRow> = {}): EdgeRow {
  const names = { pre, post, pre_kind: kindOf(pre), post_kind: kindOf(post), pre_source: pre, post_source: post };
  const edge = { connectome_id: "one", edge_index: index, kind: "chemical", symmetric: false };
  return { ...empty, ...names, ...edge, weight: 1, weight_unit: "synapses", ...more } as EdgeRow;
}

const gap = (index: number, pre: string, post: string, weight = 1) =>
  row(index, pre, post, {
    ...{ kind: "gap", weight, symmetric: true, weight_forward: weight, weight_backward: weight - 1, asymmetric: true },
  });

const anyRows = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 9 }), fc.boolean()), { maxLength: 25 })
  .map((edges) =>
    edges.map(([a, b, weight, symmetric], index) => {
      const [pre, post] = symmetric ? [cells[Math.min(a, b)]!, cells[Math.max(a, b)]!] : [cells[a]!, cells[b]!];
      return symmetric ? gap(index, pre, post, weight) : row(index, pre, post, { weight });
    }),
  );

describe("graphology", () => {
  it("gives every row of a mixed multigraph back", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const back = fromGraph(toGraph(rows), { connectomeId: "other", kind: "contact" });
        const byIndex = [...back].sort((a, b) => a.edge_index - b.edge_index);
        expect(byIndex).to.deep.equal(rows);
      }),
    );
  });

  it("merges the rows of a simple graph as graphOf does", () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom("directed", "undirected"), (rows, type) => {
        const merged = graphOf(rows, { directed: type === "directed" });
        const graph = toGraph(rows, { type, multi: false });
        expect([...graph.nodes()].sort()).to.deep.equal(merged.nodes);
        expect(graph.size).to.equal(merged.nEdges);
        for (const [i, j, weight] of arcsOf(merged)) {
          expect(graph.getEdgeAttributes(merged.nodes[i]!, merged.nodes[j]!)).to.deep.equal({ weight });
        }
      }),
    );
  });

  it("selects layers and neurons, and makes symmetric rows directed both ways", () => {
    const rows = [row(0, "AVAL", "AVAR"), gap(1, "AVAL", "AVAR"), gap(2, "AVAL", "MDL01"), gap(3, "AVAL", "AVAL")];
    expect(toGraph(rows, { kinds: ["gap"] }).size).to.equal(3);
    expect(toGraph(rows, { neuronsOnly: true }).nodes()).to.deep.equal(["AVAL", "AVAR"]);
    const directed = toGraph(rows, { type: "directed" });
    expect(directed.directedSize).to.equal(1 + 2 + 2 + 1);
    expect(toGraph(rows, { type: "undirected" }).undirectedSize).to.equal(4);
    const simple = toGraph(rows, { multi: false });
    expect([simple.directedSize, simple.undirectedSize]).to.deep.equal([1, 2]);
    expect(simple.getNodeAttribute("MDL01", "kind")).to.equal("muscle");
  });

  it("reads a graph from elsewhere", () => {
    const graph = createGraph({ type: "mixed" });
    for (const cell of ["b", "a"]) graph.addNode(cell);
    graph.addDirectedEdge("b", "a", { weight: 2, colour: "red" });
    graph.addUndirectedEdge("b", "a");
    const rows = fromGraph(graph, { connectomeId: "mine", kind: "contact", weightUnit: "µm²" });
    expect(rows.map(({ pre, post, weight, symmetric }) => [pre, post, weight, symmetric])).to.deep.equal([
      ["b", "a", 2, false],
      ["a", "b", null, true],
    ]);
    expect(rows[0]).to.include({ connectome_id: "mine", kind: "contact", weight_unit: "µm²", pre_kind: null });
    expect(rows[0]).not.to.have.property("colour");
    graph.addDirectedEdge("a", "b", { weight: "much" });
    expect(() => fromGraph(graph, { connectomeId: "mine", kind: "gap" })).to.throw('numbers, found "much" at edge');
  });
});

describe("graphOf", () => {
  const rows = [row(0, "AVAL", "AVAR", { weight: 3 }), gap(1, "ADAL", "AVAL", 2), row(2, "AVAR", "MDL01")];

  it("keeps the cells of other kinds as nodes where it is told to", () => {
    const options = { kinds: ["chemical"], nodeKinds: ["chemical", "gap"], directed: true, neuronsOnly: true } as const;
    const graph = graphOf(rows, options);
    expect(graph.nodes).to.deep.equal(["ADAL", "AVAL", "AVAR"]);
    expect([...arcsOf(graph)]).to.deep.equal([[1, 2, 3]]);
    expect(graphOf(rows, { kinds: ["chemical"], directed: true }).nodes).to.deep.equal(["AVAL", "AVAR", "MDL01"]);
  });

  it("takes symmetric edges both ways, a self pair once, and unsettled names as the source has them", () => {
    const unsettled = row(3, "AVAL", "x", { post: null, post_kind: null, post_source: "AVA?" });
    const graph = graphOf([gap(0, "ADAL", "AVAL", 2), gap(1, "AVAL", "AVAL"), unsettled], { directed: true });
    expect(graph.nodes).to.deep.equal(["ADAL", "AVA?", "AVAL"]);
    expect([...arcsOf(graph)]).to.deep.equal([
      [0, 2, 2],
      [2, 0, 2],
      [2, 1, 1],
    ]);
    expect(graph.nSelfLoops).to.equal(1);
  });

  it("does not add what cannot be added", () => {
    const other = (more: Partial<EdgeRow>) => [...rows, row(3, "AVAL", "AVAR", more)];
    const directed = { directed: true };
    expect(() => graphOf(other({ weight_unit: "EM sections" }), directed)).to.throw("found synapses, EM sections");
    expect(() => graphOf(other({ weight: null }), directed)).to.throw("found none from AVAL to AVAR");
    expect(() => graphOf(other({ connectome_id: "two" }), directed)).to.throw(
      "edges of one annotation, found one, two",
    );
    const binary = graphOf(other({ weight: null, weight_unit: null }), { directed: true, weights: "binary" });
    expect([...binary.weights]).to.deep.equal([1, 1, 1, 1]);
  });
});
