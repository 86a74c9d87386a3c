import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/see-elegans2024/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { cell, type MatInput, matrix, row, struct, structArray } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { mirror, realData } from "../../support/real-data.js";

const path = "celegans/see_elegans2024/Dataset2.mat";

describe("see-elegans2024, the real recording", () => {
  let tables: CollectedTables;
  before(async function () {
    realData(this, path);
    tables = await collectTables(read(await loadManifest("see-elegans2024"), folderFiles(mirror!), {}));
  });

  it("meets every expected fact, and the tables hold together", async () => {
    const reader = memoryTables(tables.batches);
    const { expected } = await loadManifest("see-elegans2024");
    for (const check of expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("gives the names to the cells of their ids, whatever their order", () => {
    const named = tables
      .rows("channels")
      .filter(({ kind, name_source }) => kind === "neuron" && name_source !== null)
      .map(({ source_index, name_source }) => [source_index, name_source]);
    expect(named).to.deep.equal([
      ...[
        [24, "RMED/RID"],
        [31, "RIBR"],
        [36, "RIBL"],
        [40, "AVAR"],
        [68, "AIBL"],
        [71, "RIML"],
      ],
      ...[
        [76, "AVEL"],
        [77, "AVAL"],
        [85, "RMEV"],
        [89, "AVER"],
        [90, "AIBR"],
        [111, "RIMR"],
      ],
    ]);
  });

  it("has the samples and the path of AVAL as SciPy read them", () => {
    const channelOf = (name: string) => tables.rows("channels").find((channel) => channel.name === name)!.channel_index;
    const trace = (name: string) => tables.rows("signals").find((one) => one.channel_index === channelOf(name))!.values;
    expect([...trace("AVAL").slice(0, 3)]).to.deep.equal([723.65198029, 715.67021115, 717.30091242].map(Math.fround));
    expect(trace("position_x_cell_77")[0]! * 1e6).to.be.closeTo(97.87945612 * 0.356, 1e-4);
    expect(trace("position_y_cell_77")[0]! * 1e6).to.be.closeTo(204.9549442 * 0.356, 1e-4);
    expect(trace("position_z_cell_77")[0]! * 1e6).to.be.closeTo(2.52844245 * 2, 1e-4);
  });
});

/** Two cells in three frames. */
const tracks = (changes: Readonly<Record<number, MatInput>> = {}): MatInput =>
  structArray(
    [1, 2],
    [0, 1].map((index) => ({
      coords:
        changes[index] ?? matrix([1, 2, 3].map((frame) => [10 * index + frame, 20, 0.5, frame, 100 * index + frame])),
    })),
  );

const names = (id: MatInput = row([2]), name: MatInput = cell([cell(["AVAL"])])): MatInput => struct({ id, name });

async function readMade(variables: Readonly<Record<string, MatInput>>): Promise<CollectedTables> {
  const files = memoryFiles({ [path]: makeMat5(variables) });
  return collectTables(read(await loadManifest("see-elegans2024"), files, {}));
}

describe("see-elegans2024, made files", () => {
  it("counts frames on a clock of its own name, claims no rate, and says so", async () => {
    const tables = await readMade({ neurons_identified: names(), neurons_cleaned: tracks() });
    expect(tables.rows("clocks").map(({ clock, time_s }) => [clock, ...time_s])).to.deep.equal([["frames", 0, 1, 2]]);
    expect(tables.rows("channels").every((one) => one.clock === "frames" && one.sampling_rate_hz === null)).to.equal(
      true,
    );
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: null, n_samples: 3, n_channels: 8 });
    expect(tables.rows("findings").map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ["unknown-rate", "repair"],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("gives each cell its mean position in metres, and its path as three more channels", async () => {
    const tables = await readMade({ neurons_cleaned: tracks(), neurons_identified: names() });
    const [first, second, ...paths] = tables.rows("channels");
    expect(first!.x_m! * 1e6).to.be.closeTo(2 * 0.356, 1e-9);
    expect(first!.z_m! * 1e6).to.be.closeTo(1, 1e-9);
    expect(second).to.include({ name: "AVAL", source_index: 2, kind: "neuron", quantity: "fluorescence" });
    expect(paths.map(({ quantity, unit, source_index }) => [quantity, unit, source_index])).to.deep.equal(
      [1, 2].flatMap((index) => ["position_x", "position_y", "position_z"].map((axis) => [axis, "m", index])),
    );
    const values = tables.rows("signals").map((one) => [...one.values]);
    expect(values.slice(0, 2)).to.deep.equal([
      [1, 2, 3],
      [101, 102, 103],
    ]);
    expect(values[2]).to.deep.equal([1, 2, 3].map((frame) => Math.fround(frame * 0.356 * 1e-6)));
  });

  it("keeps missing intensities as missing, and a cell without any as bad", async () => {
    const nothing = matrix([1, 2, 3].map((frame) => [1, 1, 1, frame, Number.NaN]));
    const tables = await readMade({ neurons_cleaned: tracks({ 0: nothing }), neurons_identified: names() });
    expect(tables.rows("channels")[0]).to.include({ status: "bad" });
    expect(tables.rows("findings")[0]).to.include({
      rule: "missing-samples",
      found: "3 of 6 samples are NaN, in 1 of 2 traces",
    });
  });

  const labels: readonly [string, MatInput | undefined, string, readonly (string | null)[]][] = [
    ["no names", undefined, "no-labels", [null, null]],
    ["a name beyond the cells", names(row([1, 3]), cell(["AVAL", "AVAR"])), "label-beyond-traces", ["AVAL", null]],
    ["a name of cell 0", names(row([0]), cell(["AVAL"])), "label-beyond-traces", [null, null]],
    ["a name of half a cell", names(row([1.5]), cell(["AVAL"])), "label-beyond-traces", [null, null]],
    ["two names of one cell", names(row([1, 1]), cell(["AVAL", "AVAR"])), "several-labels", ["AVAL/AVAR", null]],
    ["more names than ids", names(row([1]), cell(["AVAL", "AVAR"])), "labels-without-cells", [null, null]],
  ];
  for (const [what, neurons_identified, rule, expected] of labels) {
    it(`reports ${what}`, async () => {
      const tables = await readMade({ neurons_cleaned: tracks(), ...(neurons_identified && { neurons_identified }) });
      expect(tables.rows("findings").map((finding) => finding.rule)).to.include(rule);
      expect(
        tables
          .rows("channels")
          .slice(0, 2)
          .map((one) => one.name_source),
      ).to.deep.equal(expected);
    });
  }

  const broken: readonly [string, Readonly<Record<string, MatInput>>, RegExp][] = [
    ["no tracks", { other: 1 }, /neurons_cleaned/],
    ["tracks that are numbers", { neurons_cleaned: 1 }, /expected a structure with an element per cell/],
    [
      "four columns",
      { neurons_cleaned: tracks({ 1: matrix([[1, 2, 3, 1]]) }) },
      /neurons_cleaned\(2\).coords: expected frames × 5 .*found 1 × 4/,
    ],
    ["coords that are a text", { neurons_cleaned: tracks({ 0: "x" }) }, /\(1\).coords: .* found no matrix/],
    [
      "frames with a gap",
      {
        neurons_cleaned: tracks({
          0: matrix([
            [1, 2, 3, 1, 5],
            [1, 2, 3, 3, 5],
          ]),
        }),
      },
      /found 3 in row 2/,
    ],
    [
      "tracks of different length",
      { neurons_cleaned: tracks({ 1: matrix([[1, 2, 3, 1, 5]]) }) },
      /expected 3 samples in each trace, as in the first, found 1 samples in trace 2/,
    ],
  ];
  for (const [what, variables, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(readMade(variables));
      expect(error.tag).to.be.oneOf(["format", "unknown-name"]);
      expect(error.message).to.match(message);
    });
  }

  it("refuses a manifest without the size of a voxel", async () => {
    const manifest = await loadManifest("see-elegans2024");
    const facts = { ...manifest.facts, voxel_size_um: { value: [1, 2], source: "made" } };
    const error = await caught(collectTables(read({ ...manifest, facts }, memoryFiles({}), {})));
    expect(error.message).to.match(/facts.voxel_size_um.value: expected three lengths/);
  });
});
