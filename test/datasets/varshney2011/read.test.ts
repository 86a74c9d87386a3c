import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/varshney2011/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeXls, type XlsCell, type XlsValue } from "../../support/make-xls.js";
import { cell, matrix } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

const list = "celegans/varshney2011/NeuronConnect.xls";
const matrices = "celegans/varshney2011/ConnOrdered_040903.mat";

const head = ["Neuron 1", "Neuron 2", "Type", "Nbr"];
const rows: readonly (readonly XlsValue[])[] = [
  ["AVAL", "VB02", "S", 2],
  ["AVAL", "VB02", "Sp", 3],
  ["VB02", "AVAL", "R", 1],
  ["VB02", "AVAL", "Rp", 4],
  ["avfl", "avfr", "Rp", 1],
  ["AVFR", "AVFL", "Sp", 1],
  ["AVAL", "AVAR", "EJ", 6],
  ["AVAR", "AVAL", "EJ", 6],
  ["VC06", "NMJ", "NMJ", 9],
];
const workbook = (lines: readonly (readonly XlsValue[])[]) => {
  const cells = lines.flatMap((line, row) => line.map((value, column): XlsCell => [row, column, value]));
  return makeXls([{ name: "NeuronConnect.csv", cells }]);
};
const inWords = ({ pre, post, kind, weight, attributes }: Row<"edges">) =>
  `${pre} ${post} ${kind} ${weight} ${attributes ?? ""}`.trim();

describe("varshney2011, made files", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = await loadManifest("varshney2011");
  });
  const readList = (lines: readonly (readonly XlsValue[])[]) =>
    collectTables(read(manifest, memoryFiles({ [list]: workbook(lines) }), { only: "varshney2011" }));

  it("adds S and Sp, keeps all four types, counts no synapse twice, and gives gap pairs once", async () => {
    const tables = await readList([head, ...rows]);
    expect(tables.rows("edges").map(inWords)).to.deep.equal([
      'AVAL VB2 chemical 5 {"S":2,"Sp":3,"R":1,"Rp":4}',
      'AVFR AVFL chemical 1 {"Rp":1,"Sp":1}',
      "VC6 null neuromuscular 9",
      "AVAL AVAR gap 6",
    ]);
    const rules = tables.rows("findings").map(({ rule }) => rule);
    expect(rules.filter((rule) => rule !== "source-totals")).to.deep.equal(["unresolved-cell-name"]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("reports pairs on which sender and receiver do not agree", async () => {
    const tables = await readList([head, ...rows, ["AVBL", "AVAL", "S", 2], ["AVAR", "AVBL", "R", 1]]);
    const found = tables.rows("findings").filter(({ rule }) => rule === "sent-and-received-differ");
    expect(found.map((finding) => [finding.place, finding.found])).to.deep.equal([
      ['sheet "NeuronConnect.csv", cell D11', "AVBL to AVAL: 2 sent, 0 received"],
      ['sheet "NeuronConnect.csv", cell D12', "AVBL to AVAR: 0 sent, 1 received"],
    ]);
    const received = tables.rows("edges").find(({ post }) => post === "AVAR");
    expect(received).to.include({ pre: "AVBL", weight: null, attributes: '{"R":1}' });
  });

  it("names the cell of an unknown type and of a number that is none", async () => {
    expect((await caught(readList([head, ["AVAL", "AVAR", "X", 1]]))).message).to.match(
      /cell C2: expected S, Sp, R, Rp, EJ, NMJ in Type, found "X"/,
    );
    expect((await caught(readList([head, ["AVAL", "AVAR", "S", "1"]]))).message).to.match(
      /cell D2: expected a number in Nbr/,
    );
    expect((await caught(readList(rows))).message).to.match(/cell A1: expected the columns Neuron 1/);
  });

  it("reads the matrices: entry (i, j) goes from i to j", async () => {
    const names = cell([["AVAL"], ["VB2"]].map(([name]) => cell([name!])));
    const variables = {
      Neuron_ordered: names,
      A_init_t_ordered: matrix([
        [0, 5],
        [0, 0],
      ]),
      Ag_t_ordered: matrix([
        [1, 2],
        [2, 0],
      ]),
    };
    const readMat = (more: Partial<Record<keyof typeof variables, unknown>>) =>
      collectTables(
        read(manifest, memoryFiles({ [matrices]: makeMat5({ ...variables, ...more } as typeof variables) }), {
          only: "varshney2011_matrices",
        }),
      );
    const tables = await readMat({});
    expect(tables.rows("edges").map(inWords)).to.deep.equal([
      "AVAL VB2 chemical 5",
      "AVAL AVAL gap 1",
      "AVAL VB2 gap 2",
    ]);
    const wide = await caught(
      readMat({
        Ag_t_ordered: matrix([
          [1, 2, 3],
          [2, 0, 0],
        ]),
      }),
    );
    expect(wide.message).to.match(/variable Ag_t_ordered: expected a matrix of 2 neurons, found 2 x 3/);
  });
});

describe("varshney2011, the real files", () => {
  let tables: CollectedTables;
  before(async function () {
    const manifest = await loadManifest("varshney2011");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables(read(manifest, folderFiles(mirror!), {}));
  });
  const edgesOf = (id: string) => tables.rows("edges").filter(({ connectome_id }) => connectome_id === id);

  it("has equal chemical and gap connections in the list and in the authors' matrices, entry by entry", () => {
    const plain = ({ pre, post, kind, weight, weight_forward, weight_backward }: Row<"edges">) =>
      [pre, post, kind, weight, weight_forward, weight_backward].join(" ");
    const listed = edgesOf("varshney2011").filter(({ kind }) => kind !== "neuromuscular");
    expect(listed.map(plain).sort()).to.deep.equal(edgesOf("varshney2011_matrices").map(plain).sort());
    expect(listed).to.have.length(2194 + 517);
  });

  it("keeps the sums of the types of rows; what was sent is the weight", () => {
    const sums: Record<string, number> = {};
    for (const { kind, weight, attributes } of edgesOf("varshney2011")) {
      if (kind !== "chemical") continue;
      const parts = JSON.parse(attributes!) as Record<string, number>;
      for (const [type, number] of Object.entries(parts)) sums[type] = (sums[type] ?? 0) + number;
      expect((parts.S ?? 0) + (parts.Sp ?? 0)).to.equal(weight);
      expect((parts.R ?? 0) + (parts.Rp ?? 0)).to.equal(weight);
    }
    expect(sums).to.deep.equal({ S: 2430, Sp: 3964, R: 1427, Rp: 4967 });
  });

  it("makes tables without a problem", async () => {
    expect(await problemsOf(tables)).to.deep.equal([]);
  });
});
