import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/linear-track/read.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { cell, column, type MatInput, numeric, struct } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { expectManifestMet, expectManifestSound, readReal } from "../expect-real-dataset.js";
import { surviveDamage } from "../survive-damage.js";

const trackerPath = "encoding/linear-track/trajectory.videoPositionTracking";
const spikesPath = "encoding/linear-track/spikes.mat";

describe("linear-track, real files", () => {
  it("are as the manifest says", async function () {
    await expectManifestSound(this, "linear-track");
  });

  it("meet every expected fact, and the tables hold together", async function () {
    await expectManifestMet(this, "linear-track");
  });

  it("give frames as they stand there: frame 60,000, and 60.01 of them a second", async function () {
    const tables = await readReal(this, "linear-track");
    const time = tables.rows("clocks").flatMap(({ time_s }) => [...time_s]);
    expect(time).to.have.length(118_965);
    expect(time[60_000]).to.be.closeTo(999.6838, 1e-9);
    expect(118_964 / time.at(-1)!).to.be.closeTo(60.009365, 1e-6);
    const traceOf = (index: number) =>
      tables.rows("signals").flatMap(({ channel_index, values }) => (channel_index === index ? [...values] : []));
    const [x, y] = [traceOf(0), traceOf(1)];
    expect([x[60_000], y[60_000]]).to.deep.equal([522, 8]);
    const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect([meanOf(x), meanOf(y)]).to.satisfy(
      ([a, b]: readonly [number, number]) =>
        Math.abs(a - 417.19669650737615) < 1e-9 && Math.abs(b - 138.43278275122935) < 1e-9,
    );
  });

  it("give spikes on the clock of the frames, and say what they are short of", async function () {
    const tables = await readReal(this, "linear-track");
    const unit = tables.rows("events").filter(({ label }) => label === "tetrode-1-cell-1");
    expect(unit).to.have.length(1748);
    expect(unit[0]!.onset_s + 4397.0317).to.be.closeTo(4405.897233333, 1e-6);
    expect(tables.rows("findings").map(({ rule }) => rule)).to.deep.equal([
      ...["time-origin", "zero-columns", "units-without-spikes", "spikes-before-samples"],
    ]);
  });
});

const header = [
  "<Start settings>",
  "threshold: 199",
  "clockrate: 100",
  "Fields: <time uint32><xloc uint16><yloc uint16><xloc2 uint16>",
  "<End settings>",
  "",
].join("\n");

/** A tracker file: rows of a stamp and three columns. */
function tracker(rows: readonly (readonly number[])[], text = header): Uint8Array {
  const records = rows.map(([time, ...columns]) => {
    const record = Buffer.alloc(4 + 2 * columns.length);
    record.writeUInt32LE(time!);
    for (const [index, value] of columns.entries()) record.writeUInt16LE(value, 4 + 2 * index);
    return record;
  });
  return new Uint8Array(Buffer.concat([Buffer.from(text, "latin1"), ...records]));
}

const frames = [
  [1000, 5, 60_000, 0],
  [1002, 6, 7, 0],
  [1002, 7, 8, 0],
  [1010, 8, 9, 0],
];
const times = (...values: readonly number[]) => struct({ time: column(values), meanrate: 1 });
const none = numeric([1, 0], []);
const nested = (tetrodes: readonly MatInput[]) => cell([cell([cell(tetrodes)])]);
const units = nested([cell([times(10.05, 10.1), none, times()]), none, cell([none, times(9.5, 10.02, 11)])]);

async function readMade(changes: { tracker?: Uint8Array; spikes?: MatInput } = {}) {
  const files = {
    [trackerPath]: changes.tracker ?? tracker(frames),
    [spikesPath]: makeMat5({ spikes: changes.spikes ?? units }),
  };
  return collectTables(read(await loadManifest("linear-track"), memoryFiles(files), {}));
}

describe("linear-track, made files", () => {
  it("subtract the first stamp from frames and spikes alike", async () => {
    const tables = await readMade();
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.02, 0.02, 0.1]);
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 4, sampling_rate_hz: null, n_channels: 2 });
    const events = tables.rows("events").map(({ onset_s, label }) => [Math.round(onset_s * 1e6) / 1e6, label]);
    expect(events).to.deep.equal([
      [-0.5, "tetrode-3-cell-2"],
      [0.02, "tetrode-3-cell-2"],
      [0.05, "tetrode-1-cell-1"],
      [0.1, "tetrode-1-cell-1"],
      [1, "tetrode-3-cell-2"],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("keep numbers beyond int16, leave columns of zeros out, and report spikes outside", async () => {
    const tables = await readMade();
    expect(tables.rows("channels").map(({ name, unit, clock }) => [name, unit, clock])).to.deep.equal([
      ["position_x", "pixel", "tracker"],
      ["position_y", "pixel", "tracker"],
    ]);
    expect([...tables.rows("signals")[1]!.values]).to.deep.equal([60_000, 7, 8, 9]);
    const findings = tables.rows("findings").map(({ rule, found }) => [rule, found]);
    expect(findings).to.deep.equal([
      ["time-origin", "the first stamp is 10 s"],
      ["zero-columns", "xloc2: all samples are 0"],
      ["units-without-spikes", "1 of 3 have none: tetrode-1-cell-3"],
      ["spikes-before-samples", "1 of 5 before"],
      ["spikes-after-samples", "1 of 5 after"],
    ]);
  });

  it("keep a second diode that was seen", async () => {
    const tables = await readMade({ tracker: tracker(frames.map(([t, x, y]) => [t!, x!, y!, 3])) });
    expect(tables.rows("channels").map(({ name }) => name)).to.deep.equal(["position_x", "position_y", "position_x_2"]);
  });

  const text = (from: string | RegExp, to: string) => ({ tracker: tracker(frames, header.replace(from, to)) });
  const broken: readonly (readonly [string, Parameters<typeof readMade>[0], RegExp])[] = [
    ["another beginning", text("<Start", "<start"), /expected <Start settings> … <End settings>/],
    ["settings without end", text("<End settings>", "x".repeat(5000)), /in the first 4096 bytes/],
    ["no clock rate", text(/clockrate.*\n/, ""), /clockrate: expected ticks per second, found none/],
    ["a clock rate of 0", text("100", "0"), /clockrate: expected ticks per second, found 0/],
    ["fields of other types", text("yloc uint16", "yloc double"), /Fields: expected <time uint32> and columns/],
    ["half a record", { tracker: tracker(frames).slice(0, -1) }, /whole records of 10 bytes, found 39 bytes/],
    ["no record", { tracker: tracker([]) }, /whole records of 10 bytes, found 0 bytes/],
    [
      "stamps that fall",
      {
        tracker: tracker([
          [5, 1, 1, 0],
          [4, 1, 1, 0],
        ]),
      },
      /never fall, found 4 after 5 at index 1/,
    ],
    [
      "nothing but zeros",
      {
        tracker: tracker([
          [5, 0, 0, 0],
          [6, 0, 0, 0],
        ]),
      },
      /expected traces with samples, found none/,
    ],
    ["a day too many", { spikes: cell([cell([cell([])]), cell([])]) }, /spikes: expected one day of one epoch/],
    ["numbers for units", { spikes: column([1, 2]) }, /spikes: expected one day of one epoch/],
    ["no spike at all", { spikes: nested([cell([times()])]) }, /expected units with spikes, found none/],
    ["spikes that fall", { spikes: nested([cell([none, times(2, 1)])]) }, /tetrode 1, cell 2: .*found 1 after 2/],
    ["units without times", { spikes: nested([cell([struct({ t: 1 })])]) }, /expected a field time with numbers/],
  ];
  for (const [what, changes, message] of broken) {
    it(`refuse ${what}`, async () => {
      const error = await caught(readMade(changes));
      expect(error).to.include({ tag: "format" });
      expect(error.message).to.match(message);
    });
  }

  it("give tables or a tagged error for 2,000 damaged copies", async () => {
    const dataset = { manifest: await loadManifest("linear-track"), read };
    const files = { [trackerPath]: tracker(frames), [spikesPath]: makeMat5({ spikes: units }) };
    expect(await surviveDamage(dataset, files, trackerPath, { seed: 1, count: 1400 })).to.be.within(300, 1390);
    expect(await surviveDamage(dataset, files, spikesPath, { seed: 2, count: 600 })).to.be.within(100, 590);
  });
});
