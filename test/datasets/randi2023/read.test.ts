import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/randi2023/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

const folder = "celegans/randi2023";

describe("randi2023, the real files", () => {
  let tables: CollectedTables;
  before(async function () {
    const manifest = await loadManifest("randi2023");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables(read(manifest, folderFiles(mirror!), {}));
  });

  const responses = (id: string) =>
    new Map(
      tables
        .rows("edges")
        .filter(({ connectome_id }) => connectome_id === id)
        .map(({ pre, post, weight }) => [`${pre} ${post}`, weight!]),
    );
  const turned = (pair: string) => pair.split(" ").reverse().join(" ");
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

  it("has the significant pairs in the matrix when rows respond, and both of IL2VR under IL2V4", () => {
    const matrix = responses("randi2023_wild_type");
    const significant = [...responses("randi2023_wild_type_significant")];
    expect(significant).to.have.length(1131);
    const measured = significant.filter(([pair]) => matrix.has(pair));
    const equal = measured.filter(([pair, weight]) => Math.trunc(100 * matrix.get(pair)!) === weight);
    // by the labels of the file 1,102 are measured and 1,095 equal the truncated cell
    const ofTypo = ["IL2VR AWCL", "IL2VR OLQVL"];
    expect(equal.map(([pair]) => pair)).to.include.members(ofTypo);
    expect(measured).to.have.length(1102 + ofTypo.length);
    expect(equal).to.have.length(1095 + ofTypo.length);
    const apart = (direction: (pair: string) => string) =>
      significant
        .filter(([pair]) => matrix.has(direction(pair)))
        .map(([pair, weight]) => Math.abs(matrix.get(direction(pair))! - weight / 100));
    expect(median(apart((pair) => pair))).to.be.closeTo(0.005, 0.0005);
    expect(median(apart(turned))).to.be.closeTo(0.08, 0.0005);
  });

  it("keeps the sign of the responses", () => {
    const negative = (id: string) => [...responses(id).values()].filter((weight) => weight < 0).length;
    expect(negative("randi2023_wild_type")).to.equal(7235);
    expect(negative("randi2023_wild_type_significant")).to.equal(141);
    expect(negative("randi2023_unc31_significant")).to.equal(103);
    expect(negative("randi2023_snapshot_2022")).to.equal(552);
  });

  it("names the genotype, the unit and who was stimulated where the file says it", () => {
    const about = tables.rows("connectomes").map(({ connectome_id, genotype, weight_unit, family }) => {
      return [connectome_id, genotype, weight_unit, family];
    });
    expect(about).to.deep.equal([
      ["randi2023_wild_type", "wild type", "dF/F", "randi2023"],
      ["randi2023_wild_type_significant", "wild type", "100 x dF/F, truncated", "randi2023"],
      ["randi2023_unc31_significant", "unc-31", "100 x dF/F, truncated", "randi2023_unc31"],
      ["randi2023_snapshot_2022", "wild type", null, "randi2023"],
    ]);
    const attributes = tables.rows("edges").map((edge) => [edge.connectome_id, edge.attributes]);
    expect(new Set(attributes.map(([id, text]) => (text === null ? null : `${id} ${text}`)))).to.deep.equal(
      new Set([null, 'randi2023_snapshot_2022 {"direction":"unknown"}']),
    );
  });

  it("reads IL2V4 as IL2VR, keeps the label and says so", () => {
    const edges = tables
      .rows("edges")
      .filter(({ pre_source, post_source }) => [pre_source, post_source].includes("IL2V4"));
    expect(edges.length).to.be.greaterThan(100);
    for (const { pre, post } of edges) expect([pre, post]).to.include("IL2VR");
    const finding = tables.rows("findings").find(({ rule }) => rule === "alias-name");
    expect(finding).to.include({ source_file: `${folder}/fig2_data.csv`, severity: "repair" });
    expect(finding!.action).to.include("read as IL2VR");
  });
});

describe("randi2023, made files", () => {
  const tablesOf = async (name: string, text: string, only: string) => {
    const files = memoryFiles({ [`${folder}/${name}`]: new TextEncoder().encode(text) });
    return collectTables(read(await loadManifest("randi2023"), files, { only }));
  };

  it("note a matrix that is not square, or has its names in another order", async () => {
    const matrix = (text: string) => tablesOf("fig2_data.csv", text, "randi2023_wild_type");
    const tables = await matrix(",AVAL,AVAR,ASEL\nAVAL,0.5,,-1\nASEL,,2,0\n");
    expect(tables.rows("edges").map(({ pre, post, weight }) => [pre, post, weight])).to.deep.equal([
      ["AVAL", "AVAL", 0.5],
      ["ASEL", "AVAL", -1],
      ["AVAR", "ASEL", 2],
      ["ASEL", "ASEL", 0],
    ]);
    const finding = tables.rows("findings").find(({ rule }) => rule === "rows-and-columns-differ");
    expect(finding!.found).to.equal("2 rows and 3 columns");
    expect((await matrix(",AVAL,AVAR\nAVAR,1,\nAVAL,,\n")).rows("findings")[0]!.found).to.equal(
      "row 1 is AVAR, column 1 is AVAL",
    );
  });

  it("refuse a pair with several responses, and a snapshot row of another shape", async () => {
    const pairs = JSON.stringify([{ pre: "AVAL", post: "AVAR", typ: 4, syn: [3, 4] }]);
    const refused = tablesOf("randi_funconn_wildty.json", pairs, "randi2023_wild_type_significant");
    expect((await caught(refused)).message).to.match(/record 1: expected one response in syn, found 2/);
    const snapshot = (text: string) =>
      tablesOf("leifer_funconn_wildtype_2022-04-01.tsv", text, "randi2023_snapshot_2022");
    expect((await caught(snapshot("AVAL\tAVAR\t1\nAVAL\tAVAR\tx\n"))).message).to.match(
      /line 2: expected two neurons and a finite number, found "AVAL AVAR x"/,
    );
    expect((await caught(snapshot("AVAL\tAVAR\n"))).message).to.match(/line 1: expected two neurons/);
  });

  it("keep NSM, a name cut short, without a name, and count zeros in a finding", async () => {
    const text = "AVAL\tNSM\t5\nAVAL\tAVAR\t0\nAVAR\tAVAR\t-7\n";
    const tables = await tablesOf("leifer_funconn_wildtype_2022-04-01.tsv", text, "randi2023_snapshot_2022");
    expect(
      tables.rows("edges").map(({ pre, post, post_source, weight }) => [pre, post, post_source, weight]),
    ).to.deep.equal([
      ["AVAL", null, "NSM", 5],
      ["AVAR", "AVAR", "AVAR", -7],
    ]);
    const found = tables.rows("findings").map(({ rule, found: words }) => [rule, words]);
    expect(found).to.deep.include(["zero-of-unknown-meaning", "1 pairs with 0, no response or not measured"]);
    expect(found.find(([rule]) => rule === "unresolved-cell-name")![1]).to.match(/"NSM", in 1 rows: may be NSML, NSMR/);
  });
});
