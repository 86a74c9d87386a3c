import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { read } from "../../../src/datasets/sengupta-ash-glycerol/read.js";
import { matNumbers } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { column, type MatInput } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

const folder = "celegans/sengupta_ash_glycerol";
const matPath = (animal: number) => `${folder}/mat/OP50_ASH_Glycerol_${animal}_reg.mat`;
const csvPath = (animal: number) => `${folder}/imagej/ASH_Glycerol_${animal}_ImageJ_data.csv`;

describe("sengupta-ash-glycerol, real recordings", () => {
  const readReal = async (test: Mocha.Context, options: ReadOptions = {}) => {
    realData(test, matPath(1));
    return collectTables(read(await loadManifest("sengupta-ash-glycerol"), folderFiles(mirror!), options));
  };

  it("meet every expected fact, and the tables hold together", async function () {
    const tables = await readReal(this);
    const reader = memoryTables(tables.batches);
    for (const check of (await loadManifest("sengupta-ash-glycerol")).expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("give the quantities that the manifest describes: what is subtracted, and which frames are F0", async function () {
    for (const animal of [1, 2, 3, 4, 5]) {
      const mat = await openMat(await fileSource(realData(this, matPath(animal))));
      const variable = async (name: string) => matNumbers(await mat.read(name))!;
      const [neuron, background] = [await variable("pixelIntensCell"), await variable("pixelIntensBack")];
      const [subtracted, dff] = [await variable("backsubSignal"), await variable("signal")];
      mat.close();
      const baseline = subtracted.slice(9, 30).reduce((sum, value) => sum + value, 0) / 21;
      for (const [frame, value] of subtracted.entries()) {
        expect(value).to.equal(neuron[frame]! - background[frame]!);
        expect(dff[frame]).to.be.closeTo(value / baseline - 1, 1e-12);
      }
      const [, ...lines] = readFileSync(realData(this, csvPath(animal)), "utf8")
        .trim()
        .split("\n");
      const rows = lines.map((line) => line.split(",").map(Number));
      const first = rows.slice(0, 20).reduce((sum, fields) => sum + fields[2]!, 0) / 20;
      for (const [, , gcamp, , fluor, fnaut, signal] of rows) {
        expect(fluor).to.equal(gcamp);
        expect(fnaut).to.be.closeTo(first, 1e-9);
        expect(signal).to.be.closeTo(gcamp! / first - 1, 1e-12);
      }
    }
  });

  const quantities = [
    { quantity: "f_raw", neurons: 2 },
    { quantity: "f_background_subtracted", neurons: 1 },
    { quantity: "dff_background_subtracted", neurons: 1 },
    { quantity: "dff", neurons: 1 },
  ];
  for (const { quantity, neurons } of quantities) {
    it(`give ${quantity} of ${neurons === 2 ? "both programs" : "the program that holds it"}`, async function () {
      const tables = await readReal(this, { quantity, only: "ASH_Glycerol_1" });
      const traces = tables.rows("channels").filter(({ kind }) => kind === "neuron");
      expect(traces.map((one) => one.quantity)).to.deep.equal(new Array(neurons).fill(quantity));
      expect(traces.map(({ status }) => status)).to.deep.equal(["good", "duplicate"].slice(0, neurons));
      expect(await problemsOf(tables)).to.deep.equal([]);
    });
  }

  it("read a row of the ImageJ table as it stands there", async function () {
    const tables = await readReal(this, { quantity: "dff", only: "ASH_Glycerol_1" });
    const trace = tables.rows("channels").find(({ kind }) => kind === "neuron")!.channel_index;
    const values = tables.rows("signals").find((one) => one.channel_index === trace)!.values;
    expect(values[0]).to.equal(Math.fround(0.052521114288543246));
    expect(values[359]).to.equal(Math.fround(-0.3286168849842323));
  });
});

const header = "animal,Slice,MeanGCaMP,MeanBackground,Fluor,Fnaut,signal,time";
const csv = (...rows: readonly string[]) => `${[header, ...rows].join("\n")}\n`;
const twoRows = ["OP_1.tif,1,5,2,5,6,0.1,0.25", "OP_1.tif,2,7,3,7,6,0.2,0.5"];
const variables: Readonly<Record<string, MatInput | undefined>> = {
  pixelIntensCell: column([10, 12]),
  pixelIntensBack: column([4, 5]),
  backsubSignal: column([6, 7]),
  signal: column([0, 0.5]),
};

async function readMade(
  table: string = csv(...twoRows),
  changes: Readonly<Record<string, MatInput | undefined>> = {},
): Promise<CollectedTables> {
  const entries = Object.entries({ ...variables, ...changes }).filter(
    (entry): entry is [string, MatInput] => entry[1] !== undefined,
  );
  const files = memoryFiles({ [matPath(1)]: makeMat5(Object.fromEntries(entries)), [csvPath(1)]: table });
  const manifest = await loadManifest("sengupta-ash-glycerol");
  return collectTables(read(manifest, files, { subset: "sample" }));
}

describe("sengupta-ash-glycerol, made files", () => {
  it("keep the class of the neuron, mark the second measurement, and name both backgrounds", async () => {
    const tables = await readMade();
    expect(tables.rows("channels").map((one) => [one.kind, one.name, one.quantity, one.status])).to.deep.equal([
      ["neuron", null, "f_raw", "good"],
      ["other", "background_matlab", "f_background", "good"],
      ["neuron", null, "f_raw", "duplicate"],
      ["other", "background_imagej", "f_background", "good"],
    ]);
    expect(tables.rows("channels")[0]).to.include({
      ...{ name_source: "ASH", neuron_class: "ASH", name_candidates: '["ASHL","ASHR"]', name_rule: "class" },
    });
    expect(tables.rows("signals").map((one) => [...one.values])).to.deep.equal([
      [10, 12],
      [4, 5],
      [5, 7],
      [2, 3],
    ]);
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: 4, n_samples: 2, duration_s: 0.5 });
    expect(tables.rows("findings")).to.deep.equal([]);
  });

  it("report times that do not agree with the rate, and missing samples", async () => {
    const late = await readMade(csv(twoRows[0]!, "OP_1.tif,2,7,3,7,6,0.2,0.6"));
    expect(late.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["time-column-differs", "0.6 in row 2"],
    ]);
    const missing = await readMade(undefined, { pixelIntensCell: column([Number.NaN, 12]) });
    expect(missing.rows("findings").map(({ rule }) => rule)).to.deep.equal(["missing-samples"]);
  });

  const broken: readonly [string, Parameters<typeof readMade>, RegExp][] = [
    ["another header", ["a,b\n1,2\n"], /line 1: expected animal,Slice,/],
    ["an empty table", [""], /expected a row per frame, found none/],
    ["a header alone", [csv()], /expected a row per frame, found none/],
    ["frames out of order", [csv(twoRows[1]!, twoRows[0]!)], /line 2: expected Slice 1, found 2/],
    ["a word for a number", [csv("OP_1.tif,1,x,2,5,6,0.1,0.25")], /line 2, field 3: expected a number, found "x"/],
    ["more samples than rows", [csv(twoRows[0]!)], /expected 2 rows, as the MATLAB file has samples, found 1/],
    [
      "a missing variable",
      [undefined, { signal: undefined }],
      /signal: expected 2 numbers, as in pixelIntensCell, found no numbers/,
    ],
    ["variables of different length", [undefined, { signal: column([1]) }], /signal: expected 2 numbers.*found 1/],
    [
      "a first variable without samples",
      [undefined, { pixelIntensCell: column([]) }],
      /pixelIntensCell: expected a number per frame, found 0/,
    ],
    ["a text", [undefined, { backsubSignal: "x" }], /backsubSignal: .* found no numbers/],
  ];
  for (const [what, given, message] of broken) {
    it(`are refused with ${what}`, async () => {
      const error = await caught(readMade(...given));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }
});
