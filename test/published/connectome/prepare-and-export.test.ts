import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { Dataset, PublishedAnnotation } from "../../../src/datasets/dataset.js";
import { MissingFileError } from "../../../src/errors.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { openTables } from "../../../src/node/open-tables.js";
import { preparePublished } from "../../../src/node/prepare-published.js";
import { runOperation } from "../../../src/node/run-operation.js";
import { connectomeDatasets } from "../../../src/published/connectome-rules.js";
import { rowsOf } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { mirror, realData } from "../../support/real-data.js";
import { runCli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const row = (pre: string, post: string, type: string, weight: number) => ({ pre, post, type, weight });
const tail: PublishedAnnotation = {
  annotation: "white1986_jse",
  sourceFile: "celegans/white1986/made.json",
  sourcePlace: null,
  rows: [row("AVAL", "AVBL", "chemical", 3), row("AVAL", "AVBL", "electrical", 2), row("MU", "AVBL", "chemical", 1)],
};
const functional: PublishedAnnotation = {
  ...tail,
  annotation: "funconn",
  rows: [row("ADAL", "ADAR", "functional", 0.5)],
};

/** A dataset of wiring that gives these annotations; one that is an error cannot be read. */
async function madeWiring(id: string, annotations: readonly (PublishedAnnotation | Error)[]): Promise<Dataset> {
  return {
    manifest: { ...(await loadManifest("celegans-neurons")), id },
    // biome-ignore lint/correctness/useYield: nothing of the corrected mode is read
    async *read() {
      throw new Error("the corrected mode was read");
    },
    async *readPublishedEdges(_files, options) {
      for (const annotation of annotations) {
        if (!(annotation instanceof Error)) yield annotation;
        else options?.onFailure?.("broken", annotation as never);
      }
    },
  };
}

describe("published connectomes: prepare, consensus, export", () => {
  const folder = temporaryFolder();
  const out = () => join(folder(), "out");

  async function write(): Promise<void> {
    await preparePublished(await madeWiring("white1986", [tail]), { files: memoryFiles({}), out: out() });
    await preparePublished(await madeWiring("simeon", [functional]), { files: memoryFiles({}), out: out() });
  }

  it("writes annotations and edges under the analysis of the dataset", async () => {
    await write();
    const reader = await openTables(out());
    expect(reader.partitions).to.deep.equal(["published-simeon", "published-white1986"]);
    expect(reader.tables).to.deep.equal(["published_annotations", "published_edges", "provenance"]);
    const rows: unknown[] = [];
    for await (const batch of reader.read("published_annotations", { where: { annotation: "white1986_jse" } })) {
      rows.push(...rowsOf({ ...batch, table: "published_annotations" }));
    }
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({
      analysis_id: "published-white1986",
      dataset_id: "white1986",
      n_neurons: 2,
      n_edges: 2,
      n_chemical: 1,
      chemical_weight: 3,
      n_gap_pairs: 1,
      gap_weight: 2,
      n_rows: 3,
      n_rows_other_name: 1,
    });
  });

  it("keeps the annotations that can be read, and lists the others", async () => {
    const broken = new MissingFileError({ file: "made.json", searched: [] });
    const dataset = await madeWiring("white1986", [broken, tail]);
    const { annotations, failures } = await preparePublished(dataset, { files: memoryFiles({}), out: out() });
    expect(annotations).to.deep.equal(["white1986_jse"]);
    expect(failures).to.deep.equal([{ item: "broken", error: broken }]);
    const none = await madeWiring("white1986", [broken]);
    expect(await caught(preparePublished(none, { files: memoryFiles({}), out: out() }))).to.equal(broken);
  });

  it("exports each consensus as the product's CSV", async () => {
    await write();
    const run = { operation: "consensus", from: [out()], to: out() };
    await runOperation({ ...run, params: { mode: "published" }, analysisId: "with" });
    await runOperation({ ...run, params: { mode: "published", functional: false }, analysisId: "without" });
    const product = join(folder(), "csv");
    const { code, out: printed } = await runCli("export", out(), "--to", "consensus-csv", "--out", product);
    expect(code).to.equal(0);
    expect(printed)
      .to.match(/withfunc\.csv: 3 rows/)
      .and.to.match(/nofunc\.csv: 2 rows/);
    const text = (name: string) => readFile(join(product, `consensus_connectome_trimmed_${name}.csv`), "utf8");
    expect(await text("withfunc")).to.equal(
      `from_neuron,to_neuron,from_pos,to_pos,from_type,to_type,mean_gap_weight,mean_chem_weight,uncertainty,functional_weight,data_sources
ADAL,ADAR,"(0.03, 94.34, 10.31)","(-1.43, 91.22, -11.64)",inter,inter,,,,0.5,['funconn']
AVAL,AVBL,"(6.7, 50.2, 8.41)","(5.1, 63.74, 7.12)",inter,inter,2.0,3.0,0.0,,['white1986_jse']
AVBL,AVAL,"(5.1, 63.74, 7.12)","(6.7, 50.2, 8.41)",inter,inter,2.0,,,,['white1986_jse']
`,
    );
    expect((await text("nofunc")).split("\n")[0]).to.not.include("functional_weight");
    expect((await text("nofunc")).split("\n").length).to.equal(4);
  });

  it("refuses to export what is no published consensus, and two that are one file", async () => {
    await write();
    const exporting = () => runCli("export", out(), "--to", "consensus-csv", "--out", join(folder(), "csv"));
    expect((await exporting()).err).to.match(/expected a folder with consensus_edges, found .*run consensus/);
    for (const analysisId of ["a", "b"]) {
      await runOperation({
        operation: "consensus",
        from: [out()],
        to: out(),
        params: { mode: "published" },
        analysisId,
      });
    }
    expect((await exporting()).err).to.match(/a and b, all consensus_connectome_trimmed_withfunc\.csv/);
  });

  it("tells annotations on the command line, and with --dry-run the tables", async function () {
    for (const name of ["whole", "n2u", "jsh", "jse"])
      realData(this, `celegans/white1986/nemanode_white_1986_${name}.json`);
    const words = ["prepare", "white1986", "--mode", "published", "--mirror", mirror!, "--offline", "--out", out()];
    const dry = await runCli(...words, "--dry-run");
    expect(dry.out).to.match(/and write published_annotations, published_edges, provenance/);
    const { code, out: printed, err } = await runCli(...words);
    expect({ code, printed }).to.deep.equal({
      code: 0,
      printed: "white1986 as published: 4 annotations, 6870 ordered pairs\n",
    });
    expect(err).to.match(/next: neuroloom run consensus --in /);
    const json = JSON.parse((await runCli(...words, "--json")).out.trim().split("\n").at(-1)!);
    expect(json).to.deep.include({
      mode: "published",
      annotations: ["white1986_whole", "white1986_n2u", "white1986_jsh", "white1986_jse"],
    });
  });

  it("is there for every dataset that the product has, and named where one is asked for that it has not", async () => {
    for (const id of connectomeDatasets) expect((await loadDataset(id)).readPublishedEdges, id).to.be.a("function");
    const { err } = await runCli("prepare", "celegans-neurons", "--mode", "published", "--out", out());
    expect(err).to.match(/the product has .*cook2019, openworm2018, simeon2024-consensus, varshney2011/);
  });
});
