import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/motor-cortex/read.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { mean } from "../../../src/stats/mean.js";
import { caught } from "../../support/caught.js";
import type { CollectedTables } from "../../support/collect-tables.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { type MatInput, matrix, numeric, row } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { expectManifestMet, expectManifestSound, readReal } from "../expect-real-dataset.js";
import { surviveDamage } from "../survive-damage.js";

const m1Path = "encoding/motor-cortex/m1_stevenson_2011.mat";
const s1Path = "encoding/motor-cortex/s1_data.mat";

const traceOf = (tables: CollectedTables, recordingId: string, channel: number) =>
  tables
    .rows("signals")
    .flatMap(({ recording_id, channel_index, values }) =>
      recording_id === recordingId && channel_index === channel ? [...values] : [],
    );

describe("motor-cortex, real files", () => {
  it("are as the manifest says", async function () {
    await expectManifestSound(this, "motor-cortex");
  });

  it("meet every expected fact, and the tables hold together", async function () {
    await expectManifestMet(this, "motor-cortex");
  });

  it("of M1 are turned the right way round: unit 168, and all spikes", async function () {
    const tables = await readReal(this, "motor-cortex", { only: "M1" });
    expect(tables.rows("channels")[167]).to.include({ name: "unit_168", source_index: 168, kind: "unit", unit: "1" });
    const unit = traceOf(tables, "M1", 167);
    expect(unit.slice(0, 12)).to.deep.equal([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(mean(unit)).to.be.closeTo(0.7445288362512873, 1e-12);
    expect(
      tables
        .rows("channels")
        .slice(171)
        .map(({ name }) => name),
    ).to.deep.equal([...["hand_velocity_x", "hand_velocity_y", "hand_position_x", "hand_position_y"]]);
    expect(traceOf(tables, "M1", 171)[0]).to.be.closeTo(-0.0112006, 1e-8);
    expect(traceOf(tables, "M1", 171)[1]).to.be.closeTo(-0.01074321, 1e-8);
    expect(traceOf(tables, "M1", 174)[100]).to.be.closeTo(-0.3328892876484162, 1e-7);
    let spikes = 0;
    for (let channel = 0; channel < 171; channel++) spikes += traceOf(tables, "M1", channel).reduce((a, b) => a + b, 0);
    expect(spikes).to.equal(2_352_815);
  });

  it("of S1 are turned the other way, and count bins", async function () {
    const tables = await readReal(this, "motor-cortex", { only: "S1" });
    expect(traceOf(tables, "S1", 3).slice(0, 12)).to.deep.equal([1, 1, 1, 0, 0, 2, 1, 1, 1, 1, 1, 1]);
    expect(mean(traceOf(tables, "S1", 51))).to.be.closeTo(0.29368897492100543, 1e-12);
    const names = tables
      .rows("channels")
      .slice(52)
      .map(({ name }) => name);
    expect(names).to.deep.equal(["velocity_x", "velocity_y", "position_x", "position_y"]);
    expect(traceOf(tables, "S1", 53)[100]).to.be.closeTo(0.08507119, 1e-7);
    expect(traceOf(tables, "S1", 54)[100]).to.be.closeTo(2.53321508, 1e-6);
    expect(new Set(tables.rows("channels").map(({ clock }) => clock))).to.deep.equal(new Set(["frames"]));
    let spikes = 0;
    for (let channel = 0; channel < 52; channel++) spikes += traceOf(tables, "S1", channel).reduce((a, b) => a + b, 0);
    expect(spikes).to.equal(842_910);
  });
});

const zero = [0, 0, 0];
/** Two units, three bins. */
const m1: Readonly<Record<string, MatInput>> = {
  spikes: numeric([2, 3], [0, 10, 1, 11, 2, 12], "uint8"),
  handVel: matrix([[0.1, 0.2, 0.3], [1, 2, 3], zero]),
  handPos: matrix([[4, 5, 6], [7, 8, 9], zero]),
  time: row([12.591, 12.6415, 12.6905]),
};
/** Three bins, two units. */
const s1: Readonly<Record<string, MatInput>> = {
  spikes: numeric([3, 2], [0, 1, 2, 10, 11, 12], "uint8"),
  pos: matrix([
    [4, 7],
    [5, 8],
    [6, 9],
  ]),
  vel: matrix([
    [0.5, 1],
    [0.25, 2],
    [0.125, 3],
  ]),
};

function filesOf(changes: Readonly<Record<string, MatInput | undefined>> = {}) {
  const given = Object.entries({ ...m1, ...changes }).filter(
    (entry): entry is [string, MatInput] => entry[1] !== undefined,
  );
  return { [m1Path]: makeMat5(Object.fromEntries(given)), [s1Path]: makeMat5(s1) };
}

async function readMade(changes: Readonly<Record<string, MatInput | undefined>> = {}) {
  return collectTables(read(await loadManifest("motor-cortex"), memoryFiles(filesOf(changes)), {}));
}

describe("motor-cortex, made files", () => {
  it("give the same series of both layouts", async () => {
    const tables = await readMade();
    for (const id of ["M1", "S1"]) {
      expect([traceOf(tables, id, 0), traceOf(tables, id, 1)], id).to.deep.equal([
        [0, 1, 2],
        [10, 11, 12],
      ]);
      expect(traceOf(tables, id, 3), id).to.deep.equal([1, 2, 3]);
    }
    expect(traceOf(tables, "M1", 5)).to.deep.equal([7, 8, 9]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("put M1 on its grid from the first bin, and count the bins of S1", async () => {
    const tables = await readMade();
    expect(tables.rows("recordings").map((one) => [one.sampling_rate_hz, one.duration_s])).to.deep.equal([
      [20, 0.15],
      [null, 3],
    ]);
    expect(
      tables.rows("clocks").map(({ recording_id, clock, time_s }) => [recording_id, clock, [...time_s]]),
    ).to.deep.equal([["S1", "frames", [0, 1, 2]]]);
    expect(tables.rows("findings").map(({ recording_id, rule }) => [recording_id, rule])).to.deep.equal([
      ["M1", "time-origin"],
      ["M1", "zero-columns"],
      ["M1", "zero-columns"],
      ["S1", "unknown-rate"],
    ]);
  });

  it("keep a third axis that holds something", async () => {
    const tables = await readMade({
      handPos: matrix([
        [4, 5, 6],
        [7, 8, 9],
        [0, 0, 1],
      ]),
    });
    const names = tables.rows("channels").map(({ name }) => name);
    expect(names).to.include("hand_position_z").and.not.to.include("hand_velocity_z");
  });

  const broken: readonly (readonly [string, Readonly<Record<string, MatInput | undefined>>, RegExp])[] = [
    ["no spikes", { spikes: undefined }, /spikes: expected a matrix of numbers, found none/],
    ["an empty matrix", { spikes: numeric([2, 0], []) }, /spikes: expected samples, found 2 × 0 numbers/],
    [
      "counts that are none",
      { spikes: matrix([[0, 1, 0.5], zero]) },
      /unit 1, bin 3: expected a number of spikes, found 0.5/,
    ],
    ["counts below 0", { spikes: matrix([zero, [0, -1, 0]]) }, /unit 2, bin 2: expected a number of spikes, found -1/],
    [
      "movement of another length",
      {
        handPos: matrix([
          [1, 2],
          [3, 4],
        ]),
      },
      /handPos: expected 3 samples, as of spikes/,
    ],
    ["no time", { time: undefined }, /time: expected a matrix of numbers, found none/],
    ["times off the grid", { time: row([1, 1.05, 1.102]) }, /time\(3\): expected 1.1 s: steps of 0.05 s, found 1.102/],
    ["times that are none", { time: row([1, Number.NaN, 1.1]) }, /time\(2\): expected 1.05 s/],
    ["texts", { handVel: "fast" }, /handVel: expected a matrix of numbers/],
  ];
  for (const [what, changes, message] of broken) {
    it(`refuse ${what}`, async () => {
      const error = await caught(readMade(changes));
      expect(error).to.include({ tag: "format", file: m1Path });
      expect(error.message).to.match(message);
    });
  }

  it("refuse a manifest whose lengths of bins are none, and one with another recording", async () => {
    const manifest = await loadManifest("motor-cortex");
    const readWith = (changed: typeof manifest) => collectTables(read(changed, memoryFiles(filesOf()), {}));
    const facts = { bin_s: { value: { M1: 0, S1: null }, source: "made" } };
    expect((await caught(readWith({ ...manifest, facts }))).message).to.match(/facts.bin_s.value: expected a length/);
    const files = manifest.files.map((file) => ({ ...file, group: { subject: "V1", session: null } }));
    expect((await caught(readWith({ ...manifest, files }))).message).to.match(/recording V1: expected one of M1, S1/);
  });

  it("give tables or a tagged error for 800 damaged copies", async () => {
    const dataset = { manifest: await loadManifest("motor-cortex"), read };
    for (const [seed, path] of [m1Path, s1Path].entries()) {
      expect(await surviveDamage(dataset, filesOf(), path, { seed, count: 400 }), path).to.be.within(50, 390);
    }
  });
});
