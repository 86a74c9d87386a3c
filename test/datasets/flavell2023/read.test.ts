import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { read } from "../../../src/datasets/flavell2023/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { realData } from "../../support/real-data.js";

const folder = "celegans/flavell2023_export";
const tracePath = `${folder}/2022-08-02-01_time_trace.json`;
const namePath = `${folder}/2022-08-02-01_neurons.json`;
const csvPath = `${folder}/2021-05-26-07_10neurons.csv`;

async function readReal(test: Mocha.Context, options: ReadOptions): Promise<CollectedTables> {
  const root = realData(test, tracePath).slice(0, -tracePath.length);
  return collectTables(read(await loadManifest("flavell2023"), folderFiles(root), options));
}

async function readMade(record: Record<string, unknown>, options: ReadOptions = {}): Promise<CollectedTables> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const files = memoryFiles(Object.fromEntries(Object.entries(record).map(([path, value]) => [path, text(value)])));
  return collectTables(read(await loadManifest("flavell2023"), files, options));
}

describe("flavell2023, real exports", () => {
  it("reads every sample, stamp and name of the JSON export", async function () {
    const tables = await readReal(this, { only: "2022-08-02-01" });
    const frames = JSON.parse(readFileSync(realData(this, tracePath), "utf8")) as [number, number[]][];
    const names = JSON.parse(readFileSync(realData(this, namePath), "utf8")) as string[];
    const channels = tables.rows("channels");
    expect(channels.map(({ name_source }) => name_source)).to.deep.equal(names.slice(0, 98));
    expect(
      channels.every(({ quantity, status, name }) => quantity === "z_score" && status === "good" && name),
    ).to.equal(true);
    expect(channels[57]).to.include({ name_source: "VB02", name: "VB2" });
    for (const { channel_index, values } of tables.rows("signals")) {
      expect(values).to.deep.equal(Float32Array.from(frames, ([, row]) => row[channel_index]!));
    }
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal(frames.map(([time]) => time));
    expect(tables.rows("clocks")[0]?.time_s.at(-1)).to.be.closeTo(961.905, 5e-4);
    expect(tables.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["more-names-than-traces", "280 names for 98 traces"],
    ]);
  });

  it("reads the anonymous traces and the velocity with its unit, and says that times are nominal", async function () {
    const tables = await readReal(this, { only: "2021-05-26-07" });
    const channels = tables.rows("channels");
    expect(channels.map(({ kind }) => kind)).to.deep.equal([...new Array(10).fill("neuron"), "behaviour"]);
    expect(channels.slice(0, 10).every(({ name, quantity }) => name === null && quantity === "z_score")).to.equal(true);
    expect(channels[10]).to.include({ name: "velocity", unit: "0.1 mm/s", name_source: "Velocity (0.1 mm/s)" });
    expect(tables.rows("signals")[10]?.values[0]).to.equal(Math.fround(-0.20327108452243797));
    expect(tables.rows("recordings")[0]).to.include({
      ...{ n_samples: 1600, duration_s: 960, animal_group: "atanas2023:2021-05-26-07" },
    });
    expect(tables.rows("findings")[0]).to.include({ rule: "nominal-clock", severity: "repair" });
  });

  it("holds traces of mean 0 and sample deviation 1: the quantity is what it is called", async function () {
    const tables = await readReal(this, { only: "2022-08-02-01" });
    for (const { values } of tables.rows("signals")) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect([Math.abs(mean) < 1e-7, Math.abs(variance - 1) < 1e-6]).to.deep.equal([true, true]);
    }
  });
});

describe("flavell2023, made files", () => {
  const only = "2022-08-02-01";
  const frames = [
    [5, [1, null]],
    [5.5, [3, 4]],
    [6.5, [5, 6]],
  ];

  it("takes null as missing, time from the first stamp, and unwraps nested names", async () => {
    const tables = await readMade({ [tracePath]: frames, [namePath]: ["AVAL", [["AVAR"]]] }, { only });
    expect(tables.rows("channels").map(({ name }) => name)).to.deep.equal(["AVAL", "AVAR"]);
    expect([...tables.rows("signals")[1]!.values]).to.deep.equal([Number.NaN, 4, 6]);
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.5, 1.5]);
    expect(tables.rows("recordings")[0]).to.include({ duration_s: 2.25, animal_group: "atanas2023:2022-08-02-01" });
    expect(tables.rows("findings").map(({ rule }) => rule)).to.deep.equal(["missing-samples", "nested-label"]);
  });

  it("marks duplicated names and keeps traces without a name", async () => {
    const duplicated = await readMade({ [tracePath]: frames, [namePath]: ["AVAL", "AVAL"] }, { only });
    expect(duplicated.rows("channels").map(({ status }) => status)).to.deep.equal(["duplicate", "duplicate"]);
    const short = await readMade({ [tracePath]: frames, [namePath]: ["AVAL"] }, { only });
    expect(short.rows("channels").map(({ name, name_rule }) => [name, name_rule])).to.deep.equal([
      ["AVAL", "exact"],
      [null, null],
    ]);
    expect(short.rows("findings").map(({ rule }) => rule)).to.include("fewer-names-than-traces");
  });

  const broken: readonly [string, unknown, unknown, RegExp][] = [
    ["no list", { a: 1 }, ["AVAL"], /a list of frames, found an object/],
    ["frames without values", [[0, []]], ["AVAL"], /frame 0: expected a value of each trace, found none/],
    ["an empty list", [], ["AVAL"], /a list of frames, found a list of 0/],
    [
      "frames of different length",
      [
        [0, [1]],
        [1, [1, 2]],
      ],
      ["AVAL"],
      /frame 1: expected 1 values as in the first frame, found 2/,
    ],
    ["a frame without time", [[[1]]], ["AVAL"], /frame 0: expected \[time, \[values\]\], found a list of 1/],
    ["text among the values", [[0, ["1"]]], ["AVAL"], /frame 0: expected numbers, found a string/],
    [
      "stamps that fall",
      [
        [1, [1]],
        [0, [1]],
      ],
      ["AVAL"],
      /never fall, found 0 after 1 at index 1/,
    ],
    ["names that are no list", [[0, [1]]], "{}", /a list of names, found object/],
    ["a name that is a number", [[0, [1]]], [7], /entry 0: expected a neuron label, found number/],
    ["two names in one entry", [[0, [1]]], [["AVAL", "AVAR"]], /entry 0: expected a neuron label, found a list of 2/],
  ];
  for (const [what, traces, names, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(readMade({ [tracePath]: traces, [namePath]: names }, { only }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }

  const csvBroken: readonly [string, string, RegExp][] = [
    ["rows of different length", "1,0,1\n2,0\n", /line 2/],
    ["text among the values", "1,0,x\n", /line 1, field 3: expected a number, found "x"/],
    ["a row without label", ",0,1\n", /line 1: expected a label/],
    ["no row", "", /rows, found none/],
  ];
  for (const [what, text, message] of csvBroken) {
    it(`refuses ${what} in the CSV export`, async () => {
      const error = await caught(readMade({ [csvPath]: text }, { only: "2021-05-26-07" }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }

  it("reports rows of one label, and keeps them", async () => {
    const tables = await readMade({ [csvPath]: "1,0,1\nSpeed,1,2\n1,5,6" }, { only: "2021-05-26-07" });
    expect(tables.rows("channels")).to.have.length(3);
    const repeated = tables.rows("findings").filter(({ rule }) => rule === "repeated-row");
    expect(repeated.map(({ place, found }) => [place, found])).to.deep.equal([["line 3", "1, as line 1 has it"]]);
  });

  it("keeps empty fields and nan of the CSV export as null", async () => {
    const tables = await readMade({ [csvPath]: "1,0,,nan\nSpeed,1,2,inf" }, { only: "2021-05-26-07" });
    expect(tables.rows("signals").map(({ values }) => [...values])).to.deep.equal([
      [0, Number.NaN, Number.NaN],
      [1, 2, Number.POSITIVE_INFINITY],
    ]);
    expect(tables.rows("channels")[1]).to.include({ name: "speed", unit: null });
    const rules = tables.rows("findings").map(({ rule }) => rule);
    expect(rules).to.deep.equal(["missing-samples", "infinite-samples", "nominal-clock"]);
  });
});
