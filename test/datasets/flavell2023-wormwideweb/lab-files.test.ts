import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read, readPublished } from "../../../src/datasets/flavell2023-wormwideweb/read.js";
import { openHdf5 } from "../../../src/formats/hdf5.js";
import { fileSource } from "../../../src/node/file-source.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { collectPublished } from "../../support/collect-published.js";
import { collectTables } from "../../support/collect-tables.js";
import { realData } from "../../support/real-data.js";

const folder = "celegans/flavell2023-wormwideweb";
const recording = "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5";
const dictionary = "celegans/dag2023/NeuroPAL_labels_dict.jld2";
const oracle = "celegans/dag2023/derived/NeuroPAL_labels.json";

/** Files of another dataset of the same lab, in the same layout. */
function labFiles(test: Mocha.Context) {
  return memoryFiles({
    [`${folder}/2022-07-26-31-data.h5`]: readFileSync(realData(test, recording)),
    [`${folder}/labels.jld2`]: readFileSync(realData(test, dictionary)),
  });
}

describe("flavell2023-wormwideweb, real HDF5 and label dictionary of the same lab", () => {
  it("names the neurons of a recording from the dictionary that lies beside it", async function () {
    const tables = await collectTables(read(await loadManifest("flavell2023-wormwideweb"), labFiles(this), {}));
    const neurons = tables.rows("channels").filter(({ kind }) => kind === "neuron");
    expect(neurons).to.have.length(146);
    expect(neurons.filter(({ name_source }) => name_source !== null)).to.have.length(100);
    expect(neurons.find(({ name }) => name === "AVAL")).to.include({ source_index: 89, quantity: "ratio" });
    expect(tables.rows("events").filter(({ kind }) => kind === "reversal")).to.have.length(34);
  });

  it("is published with the z-scored trace of each label, in the order of the dictionary", async function () {
    const [source] = await collectPublished(
      readPublished(await loadManifest("flavell2023-wormwideweb"), labFiles(this), {}),
    );
    const entries = JSON.parse(readFileSync(realData(this, oracle), "utf8")) as Record<
      string,
      readonly { readonly roi: number; readonly label: string }[]
    >;
    const labels = entries["2022-07-26-31"]!;
    expect(source!.ids.slice(0, 100)).to.deep.equal(labels.map(({ label }) => label));
    expect(source!.ids.slice(100).every((name) => /^\d+$/.test(name!))).to.equal(true);
    const hdf5 = await openHdf5(await fileSource(realData(this, recording)));
    const frame = await (await hdf5.dataset("gcamp/trace_array")).numbers([[7, 8], null]);
    hdf5.close();
    for (const [index, { roi }] of labels.entries()) expect(source!.traces[index]![7]).to.equal(frame[roi - 1]);
  });
});
