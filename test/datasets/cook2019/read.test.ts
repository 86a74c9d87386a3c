import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/cook2019/read.js";
import { FormatError } from "../../../src/errors.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeXlsx, type XlsxValue } from "../../support/make-xlsx.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

const corrected = "celegans/cook2019/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx";
const edgeList = "celegans/cook2019/herm_full_edgelist.csv";
const json = "celegans/cook2019/cook_jarrell_2019_h.json";

const matrix = (rows: readonly string[], columns: readonly string[], values: readonly (readonly XlsxValue[])[]) => [
  [null, null, null, "NEURONS"],
  [],
  [null, null, null, ...columns],
  ...rows.map((name, index) => [null, null, name, ...values[index]!, name]),
  [null, null, null, ...columns],
];
const chemical = matrix(
  ["VB02", "AVAL"],
  ["VB02", "AVAL", "dBWML1"],
  [
    [null, 4, 7],
    [2, null, null],
  ],
);
const gaps = matrix(
  ["AVAL", "VB02"],
  ["AVAL", "VB02"],
  [
    [6, 3],
    [2, null],
  ],
);
const workbook = (names: readonly [string, string, string], sheets = [chemical, gaps, gaps]) =>
  makeXlsx(names.map((name, index) => ({ name, rows: sheets[index]! })));
const correctedNames = [
  "hermaphrodite chemical",
  "hermaphrodite gap jn symmetric",
  "hermaphrodite gap jn asymmetric",
] as const;
const firstNames = ["hermaphrodite chemical", "herm gap jn symmetric", "herm gap jn asymmetric"] as const;
const only = "cook2019_hermaphrodite_2020";

const edgesOf = (tables: CollectedTables, id: string) =>
  tables.rows("edges").filter(({ connectome_id }) => connectome_id === id);
const inWords = ({ pre, post, kind, weight }: Row<"edges">) => `${pre} ${post} ${kind} ${weight}`;

describe("cook2019, made files", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = await loadManifest("cook2019");
  });
  const readFiles = (files: Record<string, Uint8Array | string>, pattern: string) =>
    collectTables(read(manifest, memoryFiles(files), { only: pattern }));

  it("reads chemical and gap sheets; rows send, columns receive; muscles stay; the unit is sections", async () => {
    const tables = await readFiles({ [corrected]: workbook(correctedNames) }, only);
    expect(tables.rows("edges").map(inWords)).to.deep.equal([
      ...["VB2 AVAL chemical 4", "VB2 dBWML1 chemical 7", "AVAL VB2 chemical 2"],
      ...["AVAL AVAL gap 6", "AVAL VB2 gap 3"],
    ]);
    expect(tables.rows("edges").every(({ weight_unit }) => weight_unit === "EM sections")).to.equal(true);
    const found = tables.rows("findings").map(({ rule, place }) => `${rule}: ${place}`);
    expect(found).to.include('asymmetric-pair: sheet "hermaphrodite gap jn symmetric", cell E4');
    expect(found.filter((one) => one.startsWith("source-totals"))).to.have.length(2);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("accepts the names of sheets of either edition, and lists pairs of the asymmetric sheet once", async () => {
    for (const names of [correctedNames, firstNames]) {
      const tables = await readFiles({ [corrected]: workbook(names) }, "cook2019_hermaphrodite_2020*");
      expect(edgesOf(tables, `${only}_gap_once`).map(inWords)).to.deep.equal(["AVAL AVAL gap 6", "AVAL VB2 gap 3"]);
      expect(edgesOf(tables, only)).to.have.length(5);
    }
  });

  it("refuses a matrix that was moved, with its sheet and cell", async () => {
    const moved = workbook(correctedNames, [[[], ...chemical], gaps, gaps]);
    const error = await caught(readFiles({ [corrected]: moved }, only));
    expect(error).to.be.instanceOf(FormatError);
    expect(error.message).to.match(
      /corrected_July_2020.xlsx: sheet "hermaphrodite chemical", cell C4: expected the name/,
    );
  });

  it("trims the padded names of the list of edges, and refuses an unknown type with its line", async () => {
    const head = "Source,Target,Weight,Type\n";
    const rows = "VB02 , AVAL         ,4,chemical\nAVAL, VB02 ,3,electrical\nVB02,AVAL,2,electrical\n";
    const tables = await readFiles({ [edgeList]: head + rows }, "cook2019_edge_list");
    expect(tables.rows("edges").map(inWords)).to.deep.equal(["VB2 AVAL chemical 4", "AVAL VB2 gap 3"]);
    const error = await caught(readFiles({ [edgeList]: `${head}AVAL,AVAR,1,magnetic\n` }, "cook2019_edge_list"));
    expect(error.message).to.match(/line 2: expected chemical or electrical in Type, found "magnetic"/);
  });

  it("takes the one number of syn as the weight, and refuses several", async () => {
    const record = { pre: "AVAL", post: "VB02", typ: 0, syn: [17] };
    const tables = await readFiles({ [json]: JSON.stringify([record]) }, "cook2019_wormwideweb");
    expect(tables.rows("edges").map(inWords)).to.deep.equal(["AVAL VB2 chemical 17"]);
    const two = JSON.stringify([record, { ...record, syn: [1, 1] }]);
    const error = await caught(readFiles({ [json]: two }, "cook2019_wormwideweb"));
    expect(error.message).to.match(/record 2: expected one weight in syn, found 2 numbers/);
  });
});

describe("cook2019, the real files", function () {
  this.timeout(60_000);
  let tables: CollectedTables;
  let edges: readonly Row<"edges">[];
  before(async function () {
    const manifest = await loadManifest("cook2019");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables(read(manifest, folderFiles(mirror!), {}));
    edges = tables.rows("edges");
  });

  const edgesOf = (id: string) => edges.filter(({ connectome_id }) => connectome_id === id);

  it("equals the list that WormWideWeb made of the corrected matrices, edge by edge", () => {
    const matrices = edgesOf("cook2019_hermaphrodite_2020").map(inWords).sort();
    expect(edgesOf("cook2019_wormwideweb").map(inWords).sort()).to.deep.equal(matrices);
    expect(matrices).to.have.length(6329);
  });

  it("has the same gap junctions on both sheets after the correction, and not before", () => {
    for (const [sex, pairs] of [
      ["hermaphrodite", 1450],
      ["male", 1758],
    ] as const) {
      const of = (id: string) =>
        edgesOf(id)
          .filter(({ kind }) => kind === "gap")
          .map(inWords)
          .sort();
      expect(of(`cook2019_${sex}_2020_gap_once`)).to.deep.equal(of(`cook2019_${sex}_2020`));
      expect(of(`cook2019_${sex}_2020`)).to.have.length(pairs);
      expect(of(`cook2019_${sex}_2019_gap_once`)).to.not.deep.equal(of(`cook2019_${sex}_2019`));
    }
  });

  it("has equal chemical connections in both editions of the hermaphrodite", () => {
    const of = (id: string) =>
      edgesOf(id)
        .filter(({ kind }) => kind === "chemical")
        .map(inWords)
        .sort();
    expect(of("cook2019_hermaphrodite_2019")).to.deep.equal(of("cook2019_hermaphrodite_2020"));
  });

  it("names every cell, and keeps neurons of the male, muscles and other cells", () => {
    expect(edges.some(({ pre, post }) => pre === null || post === null)).to.equal(false);
    const male = edgesOf("cook2019_male_2020");
    const kinds = new Map(
      male.flatMap((edge) => [[edge.pre, edge.pre_kind] as const, [edge.post, edge.post_kind] as const]),
    );
    expect([kinds.get("R8AL"), kinds.get("CP1"), kinds.get("gonad"), kinds.get("dglL3")]).to.deep.equal([
      ...["neuron", "neuron", "other", "muscle"],
    ]);
  });

  it("holds the pair whose directions differed as first published", () => {
    const pair = (id: string) =>
      edgesOf(id).find(({ kind, pre, post }) => kind === "gap" && pre === "PVCR" && post === "VA9");
    expect(pair("cook2019_hermaphrodite_2019")).to.include({
      weight: 3,
      weight_forward: 3,
      weight_backward: 2,
      asymmetric: true,
    });
    expect(pair("cook2019_hermaphrodite_2020")).to.include({ asymmetric: false });
  });

  it("makes tables without a problem", async () => {
    expect(await problemsOf(tables)).to.deep.equal([]);
  });
});
