import { expect } from "chai";
import { graphMeasures } from "../../src/operations/graph-measures.js";
import { batchOf } from "../../src/tables/batch.js";
import { madeEdges } from "../connectome/made-edges.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const first = madeEdges("first", [
  "AVAL AVAR chemical 4 synapses",
  "AVAR AVAL chemical 1 synapses",
  "AVAR AVBL chemical 2 synapses",
  "AVBL AVBL chemical 9 synapses",
  "AVBL AVBR gap 3 synapses",
  "AVAL mDL01 chemical 5 synapses",
  "AVAL CANL chemical 1 synapses",
]).map((edge) => ({ ...edge, listed: edge.listed === true && edge.post !== "CANL" }));
const second = madeEdges("second", ["AVAL AVAR chemical 1 synapses", "AVBL AVBR chemical 1 synapses"]);
const gaps = madeEdges("gaps", ["AVAL AVAR gap 1 synapses"]);
const tables = [batchOf("edges", first), batchOf("edges", second), batchOf("edges", gaps)];

async function measured(params: object, seed = "0") {
  const batches = await batchesFrom(graphMeasures, tables, params, seed);
  const rows = rowsFrom(batches, "graph_measures");
  const nodes = rowsFrom(batches, "node_measures");
  return {
    rows,
    nodes,
    value: (connectome: string, measure: string, detail = "all") =>
      rows.find((row) => row.connectome_id === connectome && row.measure === measure && row.detail === detail),
    nodeValue: (connectome: string, node: string, measure: string) =>
      nodes.find((row) => row.connectome_id === connectome && row.node === node && row.measure === measure)?.value,
  };
}

describe("operations: graph-measures", () => {
  it("measures the chemical graph of each annotation, with the neurons of its gap edges as nodes", async () => {
    const { rows, value, nodeValue } = await measured({
      measures: ["size", "degrees", "components"],
      listed_only: true,
    });
    expect([...new Set(rows.map((row) => row.connectome_id))]).to.deep.equal(["first", "second"]);
    expect(value("first", "nodes")!.value).to.equal(4);
    expect(value("first", "edges")!.value).to.equal(3);
    expect(value("first", "self_loops")!.value).to.equal(1);
    expect(value("first", "density")!.value).to.equal(3 / 12);
    expect(value("first", "reciprocity")!.value).to.be.closeTo(2 / 3, 1e-15);
    expect(value("first", "total_weight")!.value).to.equal(7);
    expect(value("first", "largest_out_degree")).to.include({
      value: 2,
      node: "AVAR",
      kinds: "chemical",
      directed: true,
    });
    expect(value("first", "largest_out_strength")).to.include({ value: 4, node: "AVAL" });
    expect(value("first", "weak_components")!.value).to.equal(2);
    expect(value("first", "joined_components")!.value).to.equal(1);
    expect(value("second", "joined_components")!.value).to.equal(2);
    expect(nodeValue("first", "AVAL", "out_degree")).to.equal(1);
    expect(nodeValue("first", "AVBR", "degree")).to.equal(0);
  });

  it("takes all neurons, or all cells, where it is told to", async () => {
    const nodes = async (params: object) =>
      (await measured({ measures: ["size"], ...params })).value("first", "nodes")!.value;
    expect(await nodes({})).to.equal(5);
    expect(await nodes({ neurons_only: false })).to.equal(6);
    expect(await nodes({ node_kinds: [] })).to.equal(4);
  });

  it("runs every group of measures, and gives the same from the same seed", async () => {
    const params = { connectomes: ["first"], null_models: 3, lattices: 1 };
    const { rows, nodes } = await measured(params);
    const again = await measured(params);
    expect(again.rows).to.deep.equal(rows);
    expect(again.nodes).to.deep.equal(nodes);
    const known = new Set(rows.map((row) => row.measure));
    for (const measure of ["modularity", "triads", "spectral_radius", "largest_core", "rich_club", "sigma"]) {
      expect(known, measure).to.include(measure);
    }
    expect(rows.filter((row) => row.measure === "triads")).to.have.length(16);
    expect(new Set(nodes.map((row) => row.measure))).to.include.members([
      "betweenness",
      "closeness",
      "community",
      "core",
    ]);
    for (const { value } of rows) expect(value === null || !Number.isNaN(value)).to.equal(true);
  });

  it("measures undirected graphs, and paths in lengths from some of the nodes", async () => {
    const undirected = await measured({ connectomes: ["first"], directed: false, measures: ["size", "paths"] });
    expect(undirected.value("first", "edges")).to.include({ value: 3, directed: false });
    expect(undirected.value("first", "characteristic_path_length")!.value).to.be.closeTo(10 / 6, 1e-15);
    const params = { connectomes: ["first"], measures: ["paths", "betweenness"], lengths: "inverse", sources: 2 };
    const sampled = await measured(params);
    expect(sampled.value("first", "characteristic_path_length")).not.to.equal(undefined);
    expect(sampled.nodeValue("first", "AVAL", "closeness")).to.equal(undefined);
  });

  it("leaves out what a graph with negative weights does not have", async () => {
    const edges = madeEdges("signed", ["AVAL AVAR functional -2 dF/F", "AVAR AVBL functional 1 dF/F"]);
    const params = { kinds: ["functional"], node_kinds: [], null_models: 1 };
    const batches = await batchesFrom(graphMeasures, [batchOf("edges", edges)], params);
    const rows = rowsFrom(batches, "graph_measures");
    const known = new Set(rows.map((row) => row.measure));
    expect(known).to.include("average_clustering").and.include("triads");
    expect(known).not.to.include("modularity");
    expect(known).not.to.include("spectral_radius");
    expect(rows.some((row) => row.detail === "weighted")).to.equal(false);
  });

  it("says where there is nothing to measure", async () => {
    let message = "";
    await measured({ kinds: ["functional"] }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.include("edges of the kinds functional").and.include("prepare a dataset");
  });
});
