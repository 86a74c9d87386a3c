import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { readGexf } from "../../../src/formats/gexf.js";
import { readGraphml } from "../../../src/formats/graphml.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { prepareDataset } from "../../../src/node/prepare.js";
import { runCli } from "../../support/run-cli.js";

describe("commands plot, export and report of wiring", () => {
  let root: string;
  let dir: string;
  before(async function () {
    this.timeout(60_000);
    root = await mkdtemp(join(tmpdir(), "neuroloom-wiring-"));
    dir = join(root, "out");
    for (const id of ["simulated", "simulated-connectome"]) {
      await prepareDataset(await loadDataset(id), { files: memoryFiles({}), out: dir });
    }
    const steps: readonly (readonly [string, unknown])[] = [
      ["correlation", { channels: "named" }],
      ["correlation-connection", { n_shuffles: 9 }],
      [
        "layer-comparison",
        { a: "simulated_head", b: "simulated_head", kinds_a: ["chemical"], kinds_b: ["gap"], n_shuffles: 9 },
      ],
    ];
    for (const [operation, params] of steps) {
      const words = ["--in", dir, "--out", dir, "--id", operation, "--params", JSON.stringify(params)];
      const { code, err } = await runCli("run", operation, ...words);
      expect(code, err).equal(0);
    }
  });
  after(() => rm(root, { recursive: true, force: true }));

  const good = async (...words: readonly string[]) => {
    const { code, out, err } = await runCli(...words);
    expect(code, err).equal(0);
    return out;
  };
  const refused = async (...words: readonly string[]) => {
    const { code, out, err } = await runCli(...words);
    expect([code, out], err).deep.equal([2, ""]);
    return err;
  };

  for (const [kind, choices, title] of [
    ["adjacency-matrix", ["--connectome", "simulated_head"], "neurons"],
    ["adjacency-matrix", ["--order", "community"], "neurons"],
    ["adjacency-matrix", ["--order", "name", "--neurons", "AVA, AVB"], "neurons"],
    ["node-link", ["--layout", "force"], "neurons"],
    ["node-link", ["--layout", "positions", "--connectome", "simulated_head"], "neurons"],
    ["degree-distributions", ["--connectome", "simulated_head"], "Degrees in 1 annotation"],
    ["connection-correlations", ["--analysis", "correlation-connection"], "Correlation by connection in 3 animals"],
    ["layer-overlap", [], "simulated_head and simulated_head"],
  ] as const) {
    it(`plot ${[kind, ...choices].join(" ")} writes the drawing and its numbers`, async () => {
      const [out, values] = [join(root, "drawn.svg"), join(root, "drawn.csv")];
      const written = await good("plot", kind, "--in", dir, ...choices, "--out", out, "--values", values);
      expect(written).equal(`${out}\n${values}\n`);
      expect(await readFile(out, "utf8"))
        .match(/^<svg /)
        .and.contain(title);
      const lines = (await readFile(values, "utf8")).trimEnd().split("\n");
      expect(lines.length).above(1);
    });
  }

  it("plot says what is wrong with the choices", async () => {
    const plot = (...words: readonly string[]) => refused("plot", ...words, "--in", dir);
    expect(await plot("node-link", "--connectome", "simulated_tail")).contain('no connectome named "simulated_tail"');
    expect(await plot("adjacency-matrix", "--connectome", "simulated_heads")).contain("nearest: simulated_head");
    expect(await plot("degree-distributions", "--connectome", "simulated_head,none")).contain('"none"');
    expect(await plot("node-link", "--layout", "circle")).match(/no layout named "circle"/);
    expect(await plot("adjacency-matrix", "--order", "sources")).match(/no order of cells named "sources"/);
    // choices of other plots are refused, not passed over
    expect(await plot("adjacency-matrix", "--layout", "force")).match(
      /layout: expected no such choice for adjacency-matrix, which takes connectome, neurons, order, found force/,
    );
    expect(await plot("node-link", "--recording", "simulated-1")).contain("recording: expected no such choice");
    expect(await plot("trace-heatmap", "--connectome", "simulated_head")).contain("connectome: expected no such");
    expect(await plot("layer-overlap", "--connectome", "simulated_head")).contain("which takes analysis");
    const unknown = await runCli("plot", "layer-overlap", "--analysis", "layer-comparisons", "--in", dir);
    expect(unknown.code).above(0);
    expect(unknown.err).contain("analysis layer-comparisons").and.contain("run the operation layer-comparison");
    expect(await plot("label-coverage", "--order", "name")).contain("which takes the dataset only");
  });

  it("plot and export name what is missing in a folder without wiring", async () => {
    const other = join(root, "recordings");
    await prepareDataset(await loadDataset("simulated"), { files: memoryFiles({}), out: other });
    for (const words of [
      ["plot", "adjacency-matrix", "--in", other],
      ["plot", "node-link", "--in", other],
      ["plot", "degree-distributions", "--in", other],
      ["export", other, "--to", "graphml", "--out", join(root, "none")],
    ]) {
      const { code, err } = await runCli(...words);
      expect(code, words.join(" ")).above(0);
      expect(err).contain("prepare a dataset that has some, for example white1986");
    }
    for (const kind of ["connection-correlations", "layer-overlap"]) {
      const { code, err } = await runCli("plot", kind, "--in", other);
      expect(code, kind).above(0);
      expect(err).contain("run the operation");
    }
  });

  it("export writes every annotation in each format of graphs", async () => {
    const name = "simulated-connectome.simulated_head";
    const files = {
      graphml: [`${name}.graphml`],
      gexf: [`${name}.gexf`],
      "edge-list": [`${name}.edges.csv`],
      adjacency: [`${name}.chemical.adjacency.csv`, `${name}.gap.adjacency.csv`],
    };
    for (const [format, expected] of Object.entries(files)) {
      const out = join(root, format);
      const lines = await good("export", dir, "--to", format, "--out", out);
      expect(await readdir(out)).deep.equal(expected);
      expect(lines.split("\n").filter((line) => line !== "").length).equal(expected.length);
      const json = (await good("export", dir, "--to", format, "--out", out, "--json")).trimEnd().split("\n");
      expect(json.map((line) => JSON.parse(line).path)).deep.equal(expected.map((file) => `${out}/${file}`));
      expect(json.reduce((sum, line) => sum + JSON.parse(line).rows, 0)).equal(2160);
    }
    const edges = 2160;
    for (const [path, read] of [
      [`graphml/${name}.graphml`, readGraphml],
      [`gexf/${name}.gexf`, readGexf],
    ] as const) {
      const graph = read(await readFile(join(root, path), "utf8"), path);
      expect(graph.edges.filter(({ attributes }) => attributes.reverse !== true)).length(edges);
      expect(graph.nodes).length(190);
    }
    const lines = (await readFile(join(root, "edge-list", `${name}.edges.csv`), "utf8")).trimEnd().split("\n");
    expect(lines).length(1 + edges);
    const matrix = (await readFile(join(root, "adjacency", `${name}.gap.adjacency.csv`), "utf8")).trimEnd().split("\n");
    expect(matrix.map((line) => line.split(",").length)).deep.equal(new Array(191).fill(191));
  });

  it("export of graphs does nothing with --dry-run, and refuses what does not go together", async () => {
    const out = join(root, "never");
    const dry = await good("export", dir, "--to", "gexf", "--out", out, "--dry-run");
    expect(dry).equal("would export connectomes\nwould export edges\n");
    const graph = await good("export", dir, "--to", "consensus-csv", "--out", out, "--dry-run", "--json");
    expect(JSON.parse(graph)).deep.equal({ table: "consensus_edges", exported: false });
    const exported = (...words: readonly string[]) => refused("export", dir, ...words);
    expect(await exported("--to", "graphml", "--out", out, "--table", "edges")).contain("--table: expected no tables");
    expect(await exported("--to", "consensus-csv", "--out", out, "--table", "edges")).contain("--table");
    expect(await exported("--to", "consensus-csv", "--out", out)).contain("run consensus");
    expect(await exported("--to", "graphm", "--out", out)).contain("nearest: graphml");
    expect(await exported("--to", "csv", "--out", out, "--table", "edge")).contain("nearest: edges");
    expect(await exported("--to", "graphml")).contain("--out: expected a value");
    expect(await exported("--out", out)).contain("--to: expected a value");
    expect(await readdir(root)).not.contain("never");
  });

  it("report draws recordings and wiring, and checks the facts of both", async () => {
    await good("report", dir, "--plots", "1");
    const page = await readFile(join(dir, "report.html"), "utf8");
    expect(page.match(/<h2 id="dataset-[^"]*"/g)).have.members([
      '<h2 id="dataset-simulated"',
      '<h2 id="dataset-simulated-connectome"',
    ]);
    expect(page).contain("4 of 4 checks pass.").and.contain("5 of 5 checks pass.");
    expect(page).contain("Wiring compared").and.contain("Annotations of the wiring");
    await good("report", dir, "--plots", "0");
    const plain = await readFile(join(dir, "report.html"), "utf8");
    expect(plain).not.contain("Adjacency matrix of");
    expect(plain).contain("1 more of 1 annotations are not drawn here");
  });
});
