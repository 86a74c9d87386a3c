import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/openworm2018/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeXls, type XlsCell, type XlsValue } from "../../support/make-xls.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

const path = "celegans/openworm2018/CElegansNeuronTables.xls";
type Lines = readonly (readonly XlsValue[])[];
const sheet = (name: string, lines: Lines) => ({
  name,
  cells: lines.flatMap((line, row) => line.map((value, column): XlsCell => [row, column, value])),
});
const neurons: Lines = [
  ["Origin", "Target", "Type", "Number of Connections", "Neurotransmitter"],
  ["AVAL", "VA1", "Send", 3, "Acetylcholine"],
  ["M1", "I2L", "GapJunction", 2, "Generic_GJ"],
  ["I2L", "M1", "GapJunction", 1, "Generic_GJ"],
];
const muscles: Lines = [
  ["Neuron", "Muscle", "Number of Connections", "Neurotransmitter"],
  ["VA1", "MVL01", 4, "Acetylcholine"],
  ["VC4", "MVULVA", 2],
];

describe("openworm2018, made files", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = await loadManifest("openworm2018");
  });
  const readSheets = (first: Lines, second: Lines) => {
    const bytes = makeXls([sheet("Connectome", first), sheet("NeuronsToMuscle", second)]);
    return collectTables(read(manifest, memoryFiles({ [path]: bytes }), {}));
  };

  it("reads synapses with transmitters, gap pairs once with both numbers, and muscles", async () => {
    const tables = await readSheets(neurons, muscles);
    const seen = tables
      .rows("edges")
      .map(({ pre, post, kind, weight, transmitter }) => [pre, post, kind, weight, transmitter]);
    expect(seen).to.deep.equal([
      ["AVAL", "VA1", "chemical", 3, "Acetylcholine"],
      ["VA1", "vBWML1", "neuromuscular", 4, "Acetylcholine"],
      ["VC4", null, "neuromuscular", 2, null],
      ["I2L", "M1", "gap", 2, null],
    ]);
    expect(tables.rows("edges")[3]).to.include({ weight_forward: 1, weight_backward: 2, asymmetric: true });
    const places = tables.rows("findings").map(({ rule, place }) => `${rule}: ${place}`);
    expect(places).to.include('asymmetric-pair: sheet "Connectome", cell D4');
    expect(places).to.include('unresolved-cell-name: sheet "NeuronsToMuscle", cell C3');
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("names the cell of an unknown type and of a missing number", async () => {
    const odd = [neurons[0]!, ["AVAL", "VA1", "Sent", 3, "x"]];
    expect((await caught(readSheets(odd, muscles))).message).to.match(
      /sheet "Connectome", cell C2: expected Send or GapJunction/,
    );
    const bare = [muscles[0]!, ["VA1", "MVL01"]];
    expect((await caught(readSheets(neurons, bare))).message).to.match(
      /sheet "NeuronsToMuscle", cell C2: .*found an empty cell/,
    );
  });
});

describe("openworm2018, the real file", () => {
  let tables: CollectedTables;
  before(async function () {
    realData(this, path);
    tables = await collectTables(read(await loadManifest("openworm2018"), folderFiles(mirror!), {}));
  });

  it("has five gap pairs with another number in each direction, and the larger one as the weight", () => {
    const odd = tables.rows("edges").filter(({ asymmetric }) => asymmetric === true);
    expect(odd.map(({ pre, post, weight }) => `${pre} ${post} ${weight}`)).to.deep.equal([
      ...["I2L M1 2", "I2R M1 2", "I6 M5 2", "M2L M5 2", "M2R M5 2"],
    ]);
  });

  it("puts every muscle but two names under one spelling", () => {
    const toMuscles = tables.rows("edges").filter(({ kind }) => kind === "neuromuscular");
    expect(toMuscles.filter(({ post_kind }) => post_kind === "muscle")).to.have.length(564 - 12);
    expect(
      [...new Set(toMuscles.filter(({ post }) => post === null).map(({ post_source }) => post_source))].sort(),
    ).to.deep.equal([...["MANAL", "MVULVA"]]);
  });

  it("makes tables without a problem", async () => {
    expect(await problemsOf(tables)).to.deep.equal([]);
  });
});
