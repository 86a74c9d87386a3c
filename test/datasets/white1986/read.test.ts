import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/white1986/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";
import { survive } from "../../support/survive.js";

const folder = "celegans/white1986";
const jse = `${folder}/nemanode_white_1986_jse.json`;

describe("white1986, the real files", () => {
  let tables: CollectedTables;
  before(async function () {
    const manifest = await loadManifest("white1986");
    for (const { path } of manifest.files) realData(this, path);
    tables = await collectTables(read(manifest, folderFiles(mirror!), {}));
  });

  const weights = (id: string, neuronsOnly = true) =>
    new Map(
      tables
        .rows("edges")
        .filter((edge) => edge.connectome_id === id && (edge.listed || !neuronsOnly))
        .map(({ pre, post, kind, weight }) => [`${kind} ${pre} ${post}`, weight]),
    );

  for (const [part, missing] of [
    ["whole", 19],
    ["n2u", 0],
    ["jsh", 0],
  ] as const) {
    it(`has the same connections between neurons in both editions of ${part}`, () => {
      const [nemanode, other] = [`white1986_${part}`, `white1986_${part}_wormneuroatlas`];
      expect(weights(nemanode).size).to.be.greaterThan(1500);
      expect(weights(other)).to.deep.equal(weights(nemanode));
      expect(weights(nemanode, false).size - weights(other, false).size).to.equal(missing);
    });
  }

  it("adds the repeated records of the tail", () => {
    // 8 and 1, 5 and 2, 1 and 1
    const found = weights("white1986_jse");
    expect(found.get("chemical AVAR DA8")).to.equal(9);
    expect(found.get("chemical PHAR PHAL")).to.equal(7);
    expect(found.get("chemical AVAL LUAL")).to.equal(2);
  });

  it("puts all parts and editions into one family", () => {
    const rows = tables.rows("connectomes");
    expect(rows.map(({ family }) => family)).to.deep.equal(Array(7).fill("white1986"));
    expect(rows.map(({ weight_unit }) => weight_unit)).to.deep.equal(Array(7).fill("synapses"));
  });

  it("knows the muscles by one spelling and keeps that of the source", () => {
    const edge = tables
      .rows("edges")
      .find(({ connectome_id, post_source }) => connectome_id === "white1986_n2u" && post_source === "BWM-VR06");
    expect(edge).to.include({ post: "vBWMR6", post_kind: "muscle", listed: false });
  });
});

describe("white1986, made files", () => {
  const only = "white1986_jse";
  const filesWith = (records: unknown) => memoryFiles({ [jse]: new TextEncoder().encode(JSON.stringify(records)) });
  const records = [
    { pre: "PVCR", post: "LUAR", typ: 0, syn: [1] },
    { pre: "PVCR", post: "LUAR", typ: 0, syn: [1, 1] },
    { pre: "PVCR", post: "PVCL", typ: 2, syn: [1, 1] },
    { pre: "PVCL", post: "PVCR", typ: 2, syn: [1] },
    { pre: "PVCL", post: "glimpse", typ: 0, syn: [1] },
    { pre: "PVCL", post: "PVCL", typ: 0, syn: [1] },
  ];

  it("report doubled pairs, unequal directions, unknown cells and loops, and keep them all", async () => {
    const tables = await collectTables(read(await loadManifest("white1986"), filesWith(records), { only }));
    expect(
      tables.rows("edges").map(({ pre, post, weight, asymmetric }) => [pre, post, weight, asymmetric]),
    ).to.deep.equal([
      ["PVCR", "LUAR", 3, null],
      ["PVCL", null, 1, null],
      ["PVCL", "PVCL", 1, null],
      ["PVCL", "PVCR", 2, true],
    ]);
    const found = tables.rows("findings").map(({ rule, place }) => `${rule}: ${place}`);
    expect(found).to.have.members([
      ...["repeated-pair: record 1", "asymmetric-pair: record 4", "unresolved-cell-name: record 5"],
      "self-loop: record 6",
    ]);
  });

  it("leave out a connectome that cannot be read, where asked to go on", async () => {
    const manifest = await loadManifest("white1986");
    expect((await caught(collectTables(read(manifest, filesWith([{}]), { only })))).message).to.match(/record 1/);
    const failed: string[] = [];
    const onFailure = (id: string) => failed.push(id);
    const tables = await collectTables(read(manifest, filesWith([{}]), { only, onFailure }));
    expect(failed).to.deep.equal([only]);
    expect(tables.rows("connectomes")).to.have.length(0);
    expect(tables.rows("findings").map(({ severity, source_file }) => [severity, source_file])).to.deep.equal([
      ["loss", jse],
    ]);
  });

  it("that are damaged give tables that hold together, or a tagged error", async () => {
    const manifest = await loadManifest("white1986");
    const original = new TextEncoder().encode(JSON.stringify(records));
    const refused = await survive(damagedCopies(original, { seed: 1986, count: 500 }), async (bytes, what) => {
      const tables = await collectTables(read(manifest, memoryFiles({ [jse]: bytes }), { only }));
      expect(await problemsOf(tables), what).to.deep.equal([]);
    });
    expect(refused).to.be.within(201, 479);
  });
});
