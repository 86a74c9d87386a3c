import { expect } from "chai";
import type { NeuroloomError } from "../../../src/errors.js";
import { caught } from "../../support/caught.js";
import { cell, char, column, type MatInput, numeric, struct } from "../../support/mat-input.js";
import {
  asArray,
  asLists,
  empty,
  type MadeAnimal,
  madeAnimal,
  madeTraces,
  publishedOf,
  without,
} from "./made-animals.js";

const raw = madeAnimal({ traces_raw: madeTraces(6, 3, 0.5) });

/** What is extracted of one animal of WT_Stim.mat. */
async function extractedFrom(animal: MadeAnimal) {
  const [source] = await publishedOf("kato2015-mat", { WT_Stim: { WT_Stim: asArray([animal]) } });
  return source!;
}

describe("datasets of the Zimmer lab, what the published pipeline extracts", () => {
  it("takes the files in its order, the animals in theirs, and no AVA_HisCl", async () => {
    const sources = await publishedOf("kato2015-mat", {
      AVA_HisCl: { AVA_HisCl: asArray([raw]) },
      WT_NoStim: { WT_NoStim: asLists([raw, raw]) },
      WT_Stim: { WT_Stim: asArray([raw, raw]) },
    });
    expect(sources.map(({ recordingId, rawDataFile }) => [recordingId, rawDataFile])).to.deep.equal([
      ["WT_Stim-0", "WT_Stim.mat"],
      ["WT_Stim-1", "WT_Stim.mat"],
      ["WT_NoStim-0", "WT_NoStim.mat"],
      ["WT_NoStim-1", "WT_NoStim.mat"],
    ]);
  });

  it("takes the files of the other datasets in the order of the pipeline", async () => {
    const orders: Readonly<Record<string, readonly string[]>> = {
      nichols2017: ["n2_let", "n2_prelet", "npr1_let", "npr1_prelet"],
      skora2018: ["WT_fasted", "WT_starved"],
      uzel2022: ["Uzel_WT"],
      kaplan2020: [
        ...["Neuron2019_Data_MNhisCl_RIShisCl", "Neuron2019_Data_RIShisCl", "Neuron2019_Data_SMDhisCl_RIShisCl"],
      ],
    };
    const animal: MadeAnimal = {
      ...madeAnimal(),
      neuron_ID: cell(["AVAL", empty, "VB02"]),
      traces_bleach_corrected: madeTraces(6, 3),
      time_vector: column([0, 0.5, 1, 1.5, 2, 2.5]),
      tv: column([0, 0.5, 1, 1.5, 2, 2.5]),
    };
    for (const [id, names] of Object.entries(orders)) {
      const files = Object.fromEntries([...names].reverse().map((name) => [name, { any: asArray([animal]) }]));
      const sources = await publishedOf(id, files);
      expect(sources.map(({ rawDataFile }) => rawDataFile)).to.deep.equal(names.map((name) => `${name}.mat`));
      expect(sources[0]!.ids).to.deep.equal(["AVAL", null, "VB02"]);
    }
  });

  it("takes the bleach-corrected traces in float64 and the time vector as it is", async () => {
    const fine = 0.1 + 2 ** -50;
    const traces = numeric([6, 1], [fine, 1, 2, 3, 4, 5]);
    const stamps = [1e6, 1e6 + 0.3, 1e6 + 0.7, 1e6 + 1, 1e6 + 1.4, 1e6 + 1.7];
    const source = await extractedFrom({ ...raw, IDs: cell(["AVAL"]), traces, timeVectorSeconds: column(stamps) });
    expect(source.traces.map((trace) => [...trace])).to.deep.equal([[fine, 1, 2, 3, 4, 5]]);
    expect([...source.timeS]).to.deep.equal(stamps);
  });

  it("leaves labels untouched: doubts, padding, numbers, double names and blanks", async () => {
    const names = ["SAAD?", "VB02", "17", "VB02", " AVAL"];
    const source = await extractedFrom(madeAnimal({ traces: madeTraces(6, 5), IDs: cell(names) }));
    expect(source.ids).to.deep.equal(names);
  });

  const nested: Readonly<Record<string, readonly [MatInput, readonly (string | null)[]]>> = {
    "a name one level deeper": [cell(["AVAL", cell(["AVAR"]), "RIML"]), ["AVAL", "AVAR", "RIML"]],
    "the first of several names": [
      cell([cell([empty, "AVAL", "AVAR"]), empty, cell([cell(["RIML"])])]),
      ["AVAL", null, "RIML"],
    ],
    "no name in an empty list": [cell([cell([]), cell([empty]), ""]), [null, null, null]],
    "the list in a list of one": [cell([cell(["AVAL", empty, "RIML"])]), ["AVAL", null, "RIML"]],
    "a column of names": [cell(["AVAL", empty, "RIML"], [3, 1]), ["AVAL", null, "RIML"]],
    "rows of characters": [char(["AVAL", "    ", "AS1 "]), ["AVAL", null, "AS1"]],
    "too few names": [cell(["AVAL"]), ["AVAL", null, null]],
    "too many names": [cell(["AVAL", "AVAR", "RIML", "RIMR"]), ["AVAL", "AVAR", "RIML"]],
    "no names": [empty, [null, null, null]],
  };
  for (const [what, [IDs, ids]] of Object.entries(nested)) {
    it(`takes ${what}`, async () => {
      expect((await extractedFrom(madeAnimal({ IDs }))).ids).to.deep.equal(ids);
    });
  }

  it("turns neurons × frames", async () => {
    const turned = Array.from({ length: 18 }, (_, index) => (index % 3) * 10 + Math.floor(index / 3));
    const source = await extractedFrom(madeAnimal({ traces: numeric([3, 6], turned) }));
    expect(source.traces.map((trace) => [...trace])).to.deep.equal([
      [0, 1, 2, 3, 4, 5],
      [10, 11, 12, 13, 14, 15],
      [20, 21, 22, 23, 24, 25],
    ]);
  });

  it("cuts stamps beyond the frames, and counts frames at the rate where there are none", async () => {
    const cut = await extractedFrom(madeAnimal({ timeVectorSeconds: column([0, 1, 2, 3, 4, 5, 6, 7]) }));
    expect([...cut.timeS]).to.deep.equal([0, 1, 2, 3, 4, 5]);
    const counted = await extractedFrom(without(madeAnimal({ fps: 4 }), "timeVectorSeconds"));
    expect([...counted.timeS]).to.deep.equal([0, 0.25, 0.5, 0.75, 1, 1.25]);
  });

  it("gives the labels of an animal with empty traces", async () => {
    const source = await extractedFrom(madeAnimal({ traces: empty }));
    expect({ ...source, timeS: source.timeS.length }).to.deep.equal({
      rawDataFile: "WT_Stim.mat",
      recordingId: "WT_Stim-0",
      ids: ["AVAL", null, "VB02"],
      traces: [],
      timeS: 0,
    });
  });

  it("leaves out an animal and a file that cannot be read where failures are taken", async () => {
    const files = {
      WT_Stim: { WT_Stim: asLists([raw, { ...raw, traces: "none" }, raw]) },
      WT_NoStim: { WT_NoStim: struct({}) },
    };
    expect((await caught(publishedOf("kato2015-mat", files))).message).to.match(/WT_Stim\(2\).traces/);
    const failed: [string, string][] = [];
    const onFailure = (item: string, { tag }: NeuroloomError) => failed.push([item, tag]);
    const sources = await publishedOf("kato2015-mat", files, { onFailure });
    expect(sources.map(({ recordingId }) => recordingId)).to.deep.equal(["WT_Stim-0", "WT_Stim-2"]);
    expect(failed).to.deep.equal([
      ["WT_Stim-1", "format"],
      ["WT_NoStim-0", "format"],
    ]);
    const only = await publishedOf("kato2015-mat", files, { only: "WT_Stim-2" });
    expect(only.map(({ recordingId }) => recordingId)).to.deep.equal(["WT_Stim-2"]);
    expect((await caught(publishedOf("kato2015-mat", { other: {} }))).tag).to.equal("missing-file");
  });
});
