import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read as readBentley } from "../../../src/datasets/bentley2016/read.js";
import { read as readRipollSanchez } from "../../../src/datasets/ripollsanchez2023/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

const bentley = async (text: string, part: "monoamines" | "neuropeptides") => {
  const path = `celegans/bentley2016/esconnectome_${part}_Bentley_2016.csv`;
  const files = memoryFiles({ [path]: new TextEncoder().encode(text) });
  return collectTables(readBentley(await loadManifest("bentley2016"), files, { only: `bentley2016_${part}` }));
};
const ripollSanchez = async (text: string) => {
  const path = "celegans/ripollsanchez2023/neuropeptide_connectome_short_range.csv";
  const files = memoryFiles({ [path]: new TextEncoder().encode(text) });
  return collectTables(
    readRipollSanchez(await loadManifest("ripollsanchez2023"), files, { only: "ripollsanchez2023_short" }),
  );
};

describe("signalling outside of synapses", () => {
  it("has an edge for each transmitter and receptor of a pair, without a weight", async () => {
    const text =
      "#source neuron, target neuron, transmitter, receptor\nRIML,AVBL,tyramine,ser-2\nRIML,AVBL,tyramine,lgc-55\n";
    const edges = (await bentley(text, "monoamines")).rows("edges");
    expect(
      edges.map(({ pre, post, kind, transmitter, receptor, weight }) => [
        pre,
        post,
        kind,
        transmitter,
        receptor,
        weight,
      ]),
    ).to.deep.equal([
      ["RIML", "AVBL", "monoamine", "tyramine", "ser-2", null],
      ["RIML", "AVBL", "monoamine", "tyramine", "lgc-55", null],
    ]);
  });

  it("keeps the gene of the column without a name", async () => {
    const text =
      "#source neuron, target neuron, transmitter, receptor,\nAIAL,AIAR,flp-1,npr-11,C25G6.5\nAIAL,AIAL,flp-18,npr-1,\n";
    const edges = (await bentley(text, "neuropeptides")).rows("edges");
    expect(edges.map(({ kind, attributes }) => [kind, attributes])).to.deep.equal([
      ["neuropeptide", '{"gene":"C25G6.5"}'],
      ["neuropeptide", null],
    ]);
  });

  it("is refused without the column of the receptor", async () => {
    const text = "#source neuron, target neuron, transmitter\nRIML,AVBL,tyramine\n";
    expect((await caught(bentley(text, "monoamines"))).message).to.match(/line 1: expected the columns receptor/);
  });

  it("counts pairs of peptide and receptor from the row to the column, and takes padding zeros off", async () => {
    const tables = await ripollSanchez("Row,AVKL,VB02\nAVKL,0,3\nVB02,1,0\n");
    expect(
      tables.rows("edges").map(({ pre, post, weight, pre_source }) => [pre, post, weight, pre_source]),
    ).to.deep.equal([
      ["AVKL", "VB2", 3, "AVKL"],
      ["VB2", "AVKL", 1, "VB02"],
    ]);
  });

  it("reports fractional and negative numbers with their line and field", async () => {
    const tables = await ripollSanchez("Row,AVKL,AVKR\nAVKL,0,1.5\nAVKR,-2,0\n");
    expect(tables.rows("findings").map(({ rule, place }) => [rule, place])).to.deep.equal([
      ["fractional-weight", "line 2, field 3"],
      ["negative-weight", "line 3, field 2"],
    ]);
  });

  it("agrees better with the neuropeptides of Bentley et al. when rows send", async function () {
    for (const id of ["bentley2016", "ripollsanchez2023"] as const) {
      for (const { path } of (await loadManifest(id)).files) realData(this, path);
    }
    const files = folderFiles(mirror!);
    const monoamines = await collectTables(
      readBentley(await loadManifest("bentley2016"), files, { only: "bentley2016_monoamines" }),
    );
    expect(new Set(monoamines.rows("edges").map(({ pre, post }) => `${pre} ${post}`)).size).to.equal(1952);
    const peptides = await collectTables(
      readBentley(await loadManifest("bentley2016"), files, { only: "bentley2016_neuropeptides" }),
    );
    const long = await collectTables(
      readRipollSanchez(await loadManifest("ripollsanchez2023"), files, { only: "ripollsanchez2023_long" }),
    );
    const weights = new Map(long.rows("edges").map(({ pre, post, weight }) => [`${pre} ${post}`, weight!]));
    const pairs = [...new Set(peptides.rows("edges").map(({ pre, post }) => `${pre} ${post}`))];
    const sum = (names: readonly string[]) => names.reduce((total, pair) => total + (weights.get(pair) ?? 0), 0);
    expect(pairs).to.have.length(7078);
    expect(sum(pairs)).to.equal(12841);
    expect(sum(pairs.map((pair) => pair.split(" ").reverse().join(" ")))).to.equal(10842);
  });
});
