import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { read, readPublishedEdges } from "../../src/datasets/simeon2024-consensus/read.js";
import type { Manifest } from "../../src/manifest/schema.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { loadManifest } from "../../src/node/manifests.js";
import { evaluateChecks } from "../../src/tables/evaluate-checks.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "../support/caught.js";
import { collectTables } from "../support/collect-tables.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { problemsOf } from "../support/problems-of.js";
import { mirror, realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

const path = (edition: string) => `celegans/simeon2024_product/consensus_connectome_trimmed_${edition}.csv`;
const file = `from_neuron,to_neuron,from_pos,to_pos,from_type,to_type,mean_gap_weight,mean_chem_weight,uncertainty,functional_weight,data_sources
ADAL,ADAL,"(0.03, 94.34, 10.31)","(0.03, 94.34, 10.31)",inter,inter,,6.0,,,['cook2019']
ADAL,ADAR,"(0.03, 94.34, 10.31)","(-1.43, 91.22, -11.64)",inter,inter,2.0,1.5,0.25,-0.09,"['cook2019', 'funconn']"
`;
const filesOf = (text: string) => memoryFiles({ [path("withfunc")]: new TextEncoder().encode(text) });

describe("datasets: simeon2024-consensus", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = await loadManifest("simeon2024-consensus");
  });
  const reading = async (text: string) =>
    (await collectTables(read(manifest, filesOf(text), { subset: "sample" }))).rows("product_consensus");

  it("reads rows as they stand, an empty cell as null", async () => {
    const [first, second] = await reading(file);
    expect(first).to.include({ edition: "withfunc", row_index: 0, mean_gap_weight: null, mean_chem_weight: 6 });
    expect(first).to.include({
      from_pos: "(0.03, 94.34, 10.31)",
      data_sources: '["cook2019"]',
      functional_weight: null,
    });
    expect(second).to.include({ uncertainty: 0.25, functional_weight: -0.09, data_sources: '["cook2019","funconn"]' });
  });

  it("gives the functional layer in the product's own direction", async () => {
    for await (const { annotation, rows, sourcePlace } of readPublishedEdges(manifest, filesOf(file), {})) {
      expect([annotation, sourcePlace]).to.deep.equal(["funconn", "functional_weight, from the product"]);
      expect(rows).to.deep.equal([{ pre: "ADAL", post: "ADAR", type: "functional", weight: -0.09 }]);
    }
  });

  it("refuses what is no such file", async () => {
    const problem = async (from: string, to: string) => (await caught(reading(file.replace(from, to)))).message;
    expect(await problem("uncertainty", "sd")).to.match(/line 1: expected the columns uncertainty/);
    expect(await problem("6.0", "six")).to.match(/line 2: expected a finite number in mean_chem_weight, found "six"/);
    const twice = (await caught(reading(`${file}${file.split("\n")[1]}\n`))).message;
    expect(twice).to.match(/line 4: expected each ordered pair once, found ADAL ADAL again/);
    expect(await problem("['cook2019']", "cook2019")).to.match(/line 2: expected a list such as/);
    const { message } = await caught(collectTables(read(manifest, memoryFiles({}), {})));
    expect(message).to.match(/withfunc\.csv: not found/);
  });

  it("answers damaged files with rows or an error of its own", async () => {
    const copies = damagedCopies(new TextEncoder().encode(file), { seed: 5, count: 2000 });
    const refused = await survive(copies, async (bytes, what) => {
      const files = memoryFiles({ [path("withfunc")]: bytes });
      const collected = await collectTables(read(manifest, files, { subset: "sample" }));
      expect(await problemsOf(collected), what).to.deep.equal([]);
    });
    expect(refused).to.be.within(200, 1900);
  });

  it("finds what the manifest expects of the real files", async function () {
    realData(this, path("withfunc"));
    realData(this, path("nofunc"));
    const { batches } = await collectTables(read(manifest, folderFiles(mirror!), {}));
    const results = await evaluateChecks(memoryTables(batches, { partition: manifest.id }), manifest.expected, {});
    expect(results.filter(({ pass }) => !pass)).to.deep.equal([]);
    expect(results.length).to.equal(10);
  });
});
