import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/celegans-cells/read.js";
import { isNeuroloomError } from "../../../src/errors.js";
import { celegansNeurons } from "../../../src/identities/neurons.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeXlsx } from "../../support/make-xlsx.js";
import { cell } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";
import { madeNames, madeTables, namesFile } from "./made-tables.js";

const allFiles = () =>
  memoryFiles({
    ...Object.fromEntries(Object.values(madeTables).map(({ path, make }) => [path, make()])),
    [namesFile]: madeNames(),
  });

describe("celegans-cells, made files", () => {
  let manifest: Manifest;
  let tables: CollectedTables;
  before(async () => {
    manifest = await loadManifest("celegans-cells");
    tables = await collectTables(read(manifest, allFiles(), {}));
  });
  const cellsOf = (source: string) => tables.rows("cells").filter((row) => row.source === source);
  const reading = (id: string, bytes: Uint8Array, names = madeNames()) =>
    collectTables(read(manifest, memoryFiles({ [madeTables[id]!.path]: bytes, [namesFile]: names }), { only: id }));
  const refused = async (id: string, bytes: Uint8Array, names?: Uint8Array) =>
    (await caught(reading(id, bytes, names))).message;
  const changed = (id: string, from: string, to: string) => {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(madeTables[id]!.make());
    expect(text).to.contain(from);
    return new TextEncoder().encode(text.replace(from, to));
  };

  it("give tables that hold together", async () => {
    expect(await problemsOf(tables)).to.deep.equal([]);
    expect(new Set(tables.rows("cells").map(({ source }) => source)).size).to.equal(8);
  });

  it("the master sheet has the body axis first, one spelling of a transmitter, and keeps what it says", () => {
    const [adal, adfl, , rmgl] = cellsOf("master_sheet");
    expect(adal).to.include({ x_um: 94.34, y_um: 0.03, z_um: 10.31, axes_source: "y, x, z", cell_class: "ADA" });
    expect(adfl).to.include({ neurotransmitter: "ACh", neurotransmitter_source: "Ach", type: "sensory" });
    expect(rmgl).to.include({ neurotransmitter: null, neurotransmitter_source: "Unknown (orphan)" });
    const findings = tables.rows("findings").filter(({ source_file }) => source_file.endsWith("master_sheet.csv"));
    expect(findings.map(({ found }) => found)).to.deep.equal([
      "read as y, x, z, 3 of 4 positions equal the atlas",
      '"Ach" in 1 rows',
      '"Unknown (orphan)" in 1 rows',
      "4 rows",
    ]);
  });

  it("the order of its axes is the manifest's", async () => {
    const { node_tables, ...others } = manifest.facts;
    const value = (node_tables!.value as { id: string }[]).map((one) => ({
      ...one,
      ...(one.id === "master_sheet" && { axes: ["x", "y", "z"] }),
    }));
    const other = { ...manifest, facts: { ...others, node_tables: { value, source: "made up for tests" } } };
    const rows = (await collectTables(read(other, allFiles(), { only: "master_sheet" }))).rows("cells");
    expect(rows[0]).to.include({ x_um: 0.03, y_um: 94.34, axes_source: "x, y, z" });
  });

  it("the atlas and the list of numbers have no header", () => {
    expect(cellsOf("neuropal_atlas").map(({ x_um }) => x_um)).to.deep.equal([94.34, 91.22]);
    const [, awc] = cellsOf("wormneuroatlas");
    expect(awc).to.include({ name_source: "AWCOFF", name: null, source_number: 1, name_comment: "may be AWCL, AWCR" });
  });

  it("each letter of NemaNode is one type or transmitter", () => {
    const [aiml, vc6, muscle, nobody] = cellsOf("nemanode");
    expect(aiml).to.include({ type: "inter; modulatory", type_source: "ni", neurotransmitter: "5HT; Glu" });
    expect(aiml).to.include({ in_head: true, in_tail: false, embryonic: true });
    expect(vc6).to.include({ type: "motor", neurotransmitter: null, neurotransmitter_source: "u", embryonic: false });
    expect(muscle).to.include({ name: "dBWML1", kind: "muscle", type: "muscle", name_rule: "spelling" });
    expect(nobody).to.include({ name: null, kind: null, type: null });
    const unsettled = tables.rows("findings").filter(({ rule }) => rule === "unresolved-cell-name");
    expect(unsettled.map(({ found }) => found)).to.deep.equal(['"nobody"', '"AWCOFF": may be AWCL, AWCR']);
  });

  it("WormWideWeb says sides, positions and the sex, but not that of the pharynx", () => {
    const [as1, cem, vm2, mc2] = cellsOf("wormwideweb");
    expect(as1).to.include({ name_source: "AS01", name: "AS1", type: "motor", sex: "both", side: null });
    expect(cem).to.include({ name: "CEMDL", type: "sensory", sex: "male", position: "D", side: "L" });
    expect(vm2).to.include({ name: "vm2AL", kind: "muscle", type: "muscle", sex: "hermaphrodite" });
    expect(mc2).to.include({ name: "mc2", kind: "other", type: "marginal cell", category: "pharynx", sex: null });
  });

  it("spellings are compared with the names that are kept here", () => {
    const same = tables.rows("cell_names").map(({ name_source, name, same_cell }) => [name_source, name, same_cell]);
    expect(same).to.deep.equal([
      ["BWM-DL01", "dBWML1", true],
      ["DA5", "DA5", true],
      ["G1", "g1", true],
      ["AVAL", "AVAL", false],
      ["nobody", null, null],
    ]);
  });

  it("features stand one by one, and tell type and segment", () => {
    const [i1l, as1] = cellsOf("flavell_features");
    expect(i1l).to.include({ type: "pharyngeal", in_head: true, in_tail: false });
    expect(as1).to.include({ name: "AS1", type: "motor; sensory", type_source: "sensory; motor", in_head: false });
    const rows = tables.rows("cell_features");
    expect(rows).to.have.length(12);
    expect(rows.at(-1)).to.deep.equal({
      ...{ source: "flavell_features", row_index: 1, name: "AS1", feature_group: "process" },
      ...{ feature: "process:dorsal_cord", value: 1 },
    });
  });

  it("the sheets of Cook et al. tell the sex, with or without a header", () => {
    const rows = cellsOf("cook2019_cells");
    expect(rows.map(({ name, sex }) => [name, sex])).to.deep.equal([
      ["I1L", null],
      ["pm2D", null],
      ["DVA", "both"],
      ["CANL", "both"],
      ["VC1", "hermaphrodite"],
      ["CP0", "male"],
    ]);
    expect(rows[2]).to.include({ category: "SN3", note: "mechanosensory; interneuron in White et al., 1986" });
    expect(rows[5]).to.include({ category: null, source_place: "male-specific" });
  });

  it("classes have their group or a description, and their cells", () => {
    const rows = tables.rows("cell_classes");
    expect(
      rows.map(({ cell_class, class_group, sex, n_cells }) => [cell_class, class_group, sex, n_cells]),
    ).to.deep.equal([
      ["ASI", "SN6", "both", 2],
      ["ASJ", "SN6", "both", 2],
      ["SMD", "SMN", "both", 4],
      ["MUHEAD", null, "both", 28],
      ["int", null, "both", 1],
      ["HSN", null, "hermaphrodite", 2],
      ["MALE", null, "male", 121],
      ["nobody", null, "male", null],
    ]);
    expect(rows[2]!.cells).to.equal('["SMDDL","SMDDR","SMDVL","SMDVR"]');
    expect(rows[4]).to.include({ description: "intestine", cells: '["int"]' });
  });

  it("codes of Varshney et al. are read letter by letter for the names of the other file", () => {
    const [il1l, as1] = cellsOf("varshney2011_types");
    expect(il1l).to.include({ name: "IL1L", type: "motor; sensory", category: "A", side: "L", type_source: "ALMS" });
    expect(as1).to.include({ name: "AS1", type: "motor", category: "G", side: null });
  });

  it("refuse what is no such file, and say where", async () => {
    expect(await refused("master_sheet", changed("master_sheet", "label", "name"))).to.match(/the columns label/);
    expect(await refused("master_sheet", changed("master_sheet", "94.34", "far"))).to.match(
      /finite number in y, found "far"/,
    );
    expect(await refused("neuropal_atlas", changed("neuropal_atlas", "ADAR", ""))).to.match(/line 2: expected a name/);
    expect(await refused("wormneuroatlas", changed("wormneuroatlas", "001", "007"))).to.match(
      /line 2: expected 1, a tab/,
    );
    expect(await refused("nemanode", changed("nemanode", '"ls"', '"lx"'))).to.match(
      /record 1: expected letters of .* in nt, found "x"/,
    );
    expect(await refused("nemanode", changed("nemanode", '"emb":0', '"emb":2'))).to.match(
      /record 2: expected 0 or 1 in emb, found 2/,
    );
    expect(await refused("nemanode", new TextEncoder().encode("{}"))).to.match(/expected a list of cells/);
    expect(await refused("wormwideweb", changed("wormwideweb", "d,l", "x,l"))).to.match(
      /line 3: expected d, v or nothing/,
    );
    expect(await refused("flavell_features", changed("flavell_features", "I1L,1", "I1L,"))).to.match(
      /line 2: expected a finite number/,
    );
    const sheets = (rows: (string | null)[][]) => makeXlsx([{ name: "pharynx", rows }]);
    expect(await refused("cook2019_cells", sheets([["I1L", null]]))).to.match(
      /sheet "pharynx", cell A1: expected a name and a type/,
    );
    expect(await refused("cook2019_cells", sheets([["I1L", "interneuron"]]))).to.match(/sex-shared/);
    const classes = (rows: (string | null)[][]) => makeXlsx([{ name: "cell class lists", rows: [["x"], ...rows] }]);
    expect(await refused("cook2019_classes", classes([[null, "cells", "herm", "male"]]))).to.match(
      /cell B2: expected a title/,
    );
    const twice = classes([
      [null, "shared", "herm", "male"],
      [null, "ASI", null, "ASI"],
    ]);
    expect(await refused("cook2019_classes", twice)).to.match(/cell D3: expected each class once, found "ASI"/);
    const codes = (...texts: string[]) => makeMat5({ NeuronType_ordered: cell(texts.map((one) => cell([one]))) });
    expect(await refused("varshney2011_types", codes("ALMS"))).to.match(/a code for each of 2 neurons, found 1 codes/);
    expect(await refused("varshney2011_types", codes("ALMS", "GXM"))).to.match(
      /NeuronType_ordered\(2\): expected a code/,
    );
    expect(
      await refused("varshney2011_types", madeTables.varshney2011_types!.make(), madeTables.varshney2011_types!.make()),
    ).to.match(/no variable/);
  });

  it("report a cell that stands twice, and keep both rows", async () => {
    const given = await reading("neuropal_atlas", changed("neuropal_atlas", "ADAR", "adal"));
    expect(given.rows("cells").map(({ name }) => name)).to.deep.equal(["ADAL", "ADAL"]);
    const repeat = given.rows("findings").find(({ rule }) => rule === "repeated-cell");
    expect(repeat?.found).to.equal("ADAL and adal are both ADAL");
  });

  it("are chosen by name and by subset; one that fails is left out and noted", async () => {
    const sample = await collectTables(read(manifest, allFiles(), { subset: "sample" }));
    expect(new Set(sample.rows("cells").map(({ source }) => source))).to.deep.equal(
      new Set(["master_sheet", "neuropal_atlas"]),
    );
    expect((await caught(collectTables(read(manifest, allFiles(), { only: "x" })))).message).to.match(
      /its node tables are/,
    );
    const failed: string[] = [];
    const files = memoryFiles({ [madeTables.neuropal_atlas!.path]: madeTables.neuropal_atlas!.make() });
    const given = await collectTables(read(manifest, files, { subset: "sample", onFailure: (id) => failed.push(id) }));
    expect(failed).to.deep.equal(["master_sheet"]);
    expect(given.rows("cells")).to.have.length(2);
    expect(given.rows("findings")[0]).to.include({ severity: "loss", action: "the node table is left out" });
  });

  it("answer damaged files with tables that hold together or an error of their own", async function () {
    this.timeout(120_000);
    for (const [index, [id, { make }]] of Object.entries(madeTables).entries()) {
      const counts = { read: 0, refused: 0 };
      for (const { bytes, what } of damagedCopies(make(), { seed: 500 + index, count: 300 })) {
        try {
          expect(await problemsOf(await reading(id, bytes)), `${id}: ${what}`).to.deep.equal([]);
          counts.read++;
        } catch (error) {
          if (!isNeuroloomError(error)) throw new Error(`${id}: ${what}: ${String(error)}`, { cause: error });
          counts.refused++;
        }
      }
      expect(counts.refused, id).to.be.greaterThan(20);
    }
  });
});

describe("celegans-cells, real files", function () {
  this.timeout(60_000);
  let manifest: Manifest;
  let tables: CollectedTables;
  before(async function () {
    manifest = await loadManifest("celegans-cells");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables((await loadDataset("celegans-cells")).read(folderFiles(mirror!)));
  });

  it("are named as they are, by a manifest that contradicts itself nowhere", function () {
    expect(manifestProblems(manifest)).to.deep.equal([]);
    for (const { path, bytes, sha256, urls, note } of manifest.files) {
      const content = readFileSync(realData(this, path));
      const hash = createHash("sha256").update(content).digest("hex");
      // the original of one file has other line ends than the copy that is read
      if (bytes === null) expect([note?.includes(hash), sha256], path).to.deep.equal([true, []]);
      else expect([bytes, sha256], path).to.deep.equal([content.length, [hash]]);
      expect(urls[0], path).to.match(/^https:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/[0-9a-f]{40}\//);
    }
    expect(manifest.files.filter(({ bytes }) => bytes === null)).to.have.length(1);
  });

  it("meet every expected fact and hold together", async () => {
    const reader = memoryTables(tables.batches);
    for (const check of manifest.expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("agree with the list of neurons that the package carries", () => {
    const byName = new Map(celegansNeurons.map((neuron) => [neuron.name, neuron]));
    for (const row of tables.rows("cells").filter(({ source }) => source === "master_sheet")) {
      const neuron = byName.get(row.name!)!;
      expect([row.x_um, row.y_um, row.z_um], row.name!).to.deep.equal(neuron.positionUm);
      expect([row.type, row.neurotransmitter, row.cell_class], row.name!).to.deep.equal([
        neuron.type,
        neuron.neurotransmitter,
        neuron.neuronClass,
      ]);
    }
    const named = (source: string) =>
      tables.rows("cells").filter((row) => row.source === source && row.kind === "neuron");
    expect(
      named("flavell_features")
        .map(({ name }) => name)
        .sort(),
    ).to.deep.equal([...byName.keys()].sort());
    expect(named("cook2019_cells").filter(({ sex }) => sex !== "male")).to.have.length(302);
  });

  it("give every class of Cook et al. its cells; together the lists hold each neuron outside the pharynx once", () => {
    const rows = tables.rows("cell_classes").filter(({ cell_class }) => cell_class !== "MALE");
    const members = rows.flatMap(({ cells }) => JSON.parse(cells!) as string[]);
    expect(new Set(members).size).to.equal(members.length);
    const pharynx = tables.rows("cells").filter(({ source_place }) => source_place === "pharynx");
    const outside = celegansNeurons.filter(({ name }) => !pharynx.some((row) => row.name === name));
    expect(outside.map(({ name }) => name).filter((name) => !members.includes(name))).to.deep.equal([]);
  });
});
