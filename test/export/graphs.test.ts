import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { writeAdjacency } from "../../src/export/adjacency-csv.js";
import { edgeListColumns, writeEdgeList } from "../../src/export/edge-list.js";
import { edgesOfDocument, graphDocument } from "../../src/export/graph-document.js";
import { readGexf, writeGexf } from "../../src/formats/gexf.js";
import { readGraphml, writeGraphml } from "../../src/formats/graphml.js";
import { diskFolder } from "../../src/node/disk-folder.js";
import { exportTables } from "../../src/node/export-tables.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { type ConnectomeEdges, readConnectome } from "../../src/tables/read-connectomes.js";
import { caught } from "../support/caught.js";
import { madeConnectome, madeRows, oddEdges } from "../support/made-wiring.js";

const tables = memoryTables(madeConnectome("odd", oddEdges));
const made = (): Promise<ConnectomeEdges> => readConnectome(tables, {});

describe("export of connectomes", () => {
  for (const [name, back] of [
    ["GraphML", (graph: ConnectomeEdges) => readGraphml([...writeGraphml(graphDocument(graph))].join(""))],
    ["GEXF", (graph: ConnectomeEdges) => readGexf([...writeGexf(graphDocument(graph))].join(""))],
  ] as const) {
    it(`gives the same edges when ${name} is read back`, async () => {
      const graph = await made();
      const document = back(graph);
      expect(edgesOfDocument(document)).deep.equal(madeRows("odd", oddEdges));
      expect(document.attributes).include({ connectome_id: "odd", weight_unit: "synapses", dataset_id: "made" });
      const aval = document.nodes.find(({ id }) => id === "AVAL")!.attributes;
      expect(aval).include({
        cell_kind: "neuron",
        neuron_class: "AVA",
        neuron_type: "inter",
        settled: true,
        x_um: 50.2,
      });
      const strange = document.nodes.find(({ id }) => id.includes("strange"))!;
      expect(strange).deep.equal({
        id: 'a "strange" <name>, with & and é (unresolved)',
        attributes: { settled: false },
      });
    });
  }

  it("writes a symmetric edge as two, of which one is marked, and a symmetric self loop once", async () => {
    const { edges } = graphDocument(await made());
    const gaps = edges.filter(({ attributes }) => attributes.kind === "gap");
    expect(gaps.map(({ id, source, target, attributes }) => [id, source, target, attributes.reverse])).deep.equal([
      ["3", "AVAL", "AVAR", undefined],
      ["3r", "AVAR", "AVAL", true],
      ["4", "AVAL", "AVAL", undefined],
    ]);
  });

  it("writes edge lists with one line per edge", async () => {
    const lines = [...writeEdgeList(await made())].join("").trimEnd().split("\n");
    expect(lines[0]).equal(edgeListColumns.join(","));
    expect(lines.length).equal(1 + oddEdges.length);
    expect(lines[1]).equal("AVAL,AVBL,chemical,3,synapses,false,,,,false,true,,,,,neuron,neuron,AVAL,AVBL,");
    expect(lines[4]).equal("AVAL,AVAR,gap,5.5,synapses,true,5.5,4,true,false,true,,,,,neuron,neuron,AVAL ,AVAR,");
    expect(lines[7]).contain('"a ""strange"" <name>, with & and é (unresolved)"');
  });

  it("writes square matrices: symmetric edges on both sides, weights summed, unmeasured functional pairs empty", () => {
    const rows = (text: Iterable<string>) => [...text].join("").trimEnd().split("\n");
    const gaps = madeRows("m", [
      ["B", "A", "gap", 2],
      ["A", "A", "gap", 1],
    ]);
    expect(rows(writeAdjacency(gaps))).deep.equal([",A,B", "A,1,2", "B,2,0"]);
    const doubled = madeRows("m", [
      ["A", "B", "chemical", 2],
      ["A", "B", "chemical", 0.5],
      ["C", "A", "monoamine", null],
    ]);
    expect(rows(writeAdjacency(doubled))).deep.equal([",A,B,C", "A,0,2.5,0", "B,0,0,0", "C,1,0,0"]);
    const functional = madeRows("m", [["A", "B", "functional", -0.5]]);
    expect(rows(writeAdjacency(functional, ["B", "A"]))).deep.equal([",B,A", "B,,", "A,-0.5,"]);
  });

  it("makes one file per annotation, one matrix per kind", async () => {
    const both = memoryTables([
      ...madeConnectome("odd", oddEdges),
      ...madeConnectome("../two", [["AVAL", "AVAR", "gap", 2]]),
    ]);
    const names = async (format: string) =>
      (await exportTables(both, format, memoryFolder())).map(({ path, rows }) => `${path} ${rows}`);
    expect(await names("graphml")).deep.equal(["made.odd.graphml 9", "made..._two.graphml 1"]);
    expect(await names("edge-list")).deep.equal(["made.odd.edges.csv 9", "made..._two.edges.csv 1"]);
    expect(await names("adjacency")).deep.equal([
      ...["chemical 4", "functional 1", "gap 2", "monoamine 1", "neuromuscular 1"].map(
        (kind) => `made.odd.${kind.replace(" ", ".adjacency.csv ")}`,
      ),
      "made..._two.gap.adjacency.csv 1",
    ]);
    const nothing = await caught(exportTables(memoryTables([]), "gexf", memoryFolder()));
    expect(nothing.message).match(/connectomes/);
    const wrong = await caught(exportTables(both, "gexf", memoryFolder(), { tables: ["edges"] }));
    expect(wrong.message).match(/--table/);
  });

  it("writes graphs without edges, several edges of one pair, and names of any script", async () => {
    const empty = { ...(await made()), edges: [] };
    const strange = "ñ 線虫 \"𝄞\" 'q', <&>;\ttab";
    const twice = madeRows("odd", [
      ["AVAL", "AVAR", "chemical", 1],
      ["AVAL", "AVAR", "chemical", 2],
      ["AVAL", "x", "chemical", 3, { post: null, post_kind: null, post_source: strange }],
    ]);
    const several = { ...empty, edges: twice };
    for (const read of [
      (graph: ConnectomeEdges) => readGraphml([...writeGraphml(graphDocument(graph))].join("")),
      (graph: ConnectomeEdges) => readGexf([...writeGexf(graphDocument(graph))].join("")),
    ]) {
      expect(read(empty)).deep.include({ directed: true, nodes: [], edges: [] });
      expect(edgesOfDocument(read(several))).deep.equal(twice);
    }
    expect([...writeEdgeList(empty)].join("")).equal(`${edgeListColumns.join(",")}\n`);
    expect([...writeAdjacency([])].join("")).equal("\n");
    const matrix = [...writeAdjacency(twice)].join("").split("\n");
    expect(matrix[1]).equal("AVAL,0,3,3");
    expect(matrix[3]).equal(`"${strange.replaceAll('"', '""')} (unresolved)",0,0,0`);
  });

  it("is read by NetworkX with the same weights", async function () {
    this.timeout(60_000);
    const run = promisify(execFile);
    const script = `
import json, sys, networkx as nx
out = []
for name in sys.argv[1:]:
    g = (nx.read_graphml if name.endswith("graphml") else nx.read_gexf)(name)
    e = [d for _, _, d in g.edges(data=True) if not d.get("reverse")]
    out.append([g.number_of_nodes(), g.number_of_edges(), len(e), sum(d.get("weight", 0) for d in e), sorted(map(str, g.nodes))[-1]])
print(json.dumps(out))`;
    try {
      await run("python3", ["-c", "import networkx"]);
    } catch {
      this.test!.title += " [skipped: python3 with networkx is not here]";
      this.skip();
    }
    const folder = await mkdtemp(join(tmpdir(), "neuroloom-test-"));
    try {
      for (const format of ["graphml", "gexf"]) await exportTables(tables, format, diskFolder(folder));
      const files = ["made.odd.graphml", "made.odd.gexf"].map((name) => join(folder, name));
      expect(await readFile(files[0]!, "utf8")).contain("&quot;strange&quot;");
      const { stdout } = await run("python3", ["-c", script, ...files]);
      const expected = [6, 10, 9, 18.25, 'a "strange" <name>, with & and é (unresolved)'];
      expect(JSON.parse(stdout)).deep.equal([expected, expected]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
