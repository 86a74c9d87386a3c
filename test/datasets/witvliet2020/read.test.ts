import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/witvliet2020/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

describe("witvliet2020, the real files", () => {
  let tables: CollectedTables;
  before(async function () {
    const manifest = await loadManifest("witvliet2020");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables(read(manifest, folderFiles(mirror!), {}));
  });

  const chemical = (id: string) =>
    new Map(
      tables
        .rows("edges")
        .filter(({ connectome_id, kind }) => connectome_id === id && kind === "chemical")
        .map(({ pre, post, weight }) => [`${pre} ${post}`, weight]),
    );

  it("has in the workbook every chemical connection of the lists, with the same number, and no other", () => {
    for (let animal = 1; animal <= 8; animal++) {
      const counted = chemical(`witvliet2020_${animal}_count_matrix`);
      expect(counted.size).to.be.greaterThan(700);
      expect(counted).to.deep.equal(chemical(`witvliet2020_${animal}`));
    }
  });

  it("would not, were the rows of the workbook the sending cells", () => {
    const counted = chemical("witvliet2020_7_count_matrix");
    const turned = new Map([...counted].map(([pair, weight]) => [pair.split(" ").reverse().join(" "), weight]));
    const same = [...chemical("witvliet2020_7")].filter(([pair, weight]) => turned.get(pair) === weight);
    expect(same.length).to.be.below(counted.size / 4);
  });

  it("has one family for each animal, with all editions of it in it", () => {
    const families = new Map<string, string[]>();
    for (const { connectome_id, family } of tables.rows("connectomes")) {
      families.set(family, [...(families.get(family) ?? []), connectome_id]);
    }
    expect([...families.keys()]).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8].map((animal) => `witvliet2020_${animal}`));
    expect(families.get("witvliet2020_8")).to.deep.equal([
      ...["witvliet2020_8", "witvliet2020_8_wormneuroatlas", "witvliet2020_8_count_matrix"],
    ]);
  });

  it("keeps the fragments without a name, and reports them", () => {
    const unnamed = tables.rows("edges").filter(({ pre, post }) => pre === null || post === null);
    const labels = unnamed.flatMap(({ pre, post, pre_source, post_source }) => [
      ...(pre === null ? [pre_source] : []),
      ...(post === null ? [post_source] : []),
    ]);
    expect(labels.sort()).to.deep.equal([
      ...["Fragment", "Fragment", "Fragment", "NR_fragment", "NR_fragment", "VAn", "vncfrag", "vncfrag"],
    ]);
    const reported = tables.rows("findings").filter(({ rule }) => rule === "unresolved-cell-name");
    expect(reported).to.have.length(5);
  });
});

describe("witvliet2020, made files", () => {
  it("names the file of a workbook that is none", async () => {
    const path = "celegans/witvliet2020/synapse_count_matrices.xlsx";
    const files = memoryFiles({ [path]: new TextEncoder().encode("no workbook") });
    const manifest = await loadManifest("witvliet2020");
    const error = await caught(collectTables(read(manifest, files, { only: "witvliet2020_1_count_matrix" })));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include(path);
  });
});
