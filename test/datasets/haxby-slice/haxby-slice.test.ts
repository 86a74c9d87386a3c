import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/haxby-slice/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { eventDesign } from "../../../src/signals/runs/event-design.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";
import { realData } from "../../support/real-data.js";
import { folder, seriesFile, sliceFiles } from "./made-slice.js";

const manifestOf = (): Promise<Manifest> => loadManifest("haxby-slice");

async function readMade(changes: Parameters<typeof sliceFiles>[1] = {}): Promise<CollectedTables> {
  const manifest = await manifestOf();
  return collectTables(read(manifest, memoryFiles(sliceFiles(manifest, changes)), {}));
}
const failure = async (changes: Parameters<typeof sliceFiles>[1]) => (await caught(readMade(changes))).message;

describe("haxby-slice, made files", () => {
  it("gives each run its own recording, with time from its first volume", async () => {
    const tables = await readMade();
    expect(
      tables.rows("recordings").map((row) => [row.recording_id, row.run, row.n_samples, row.duration_s]),
    ).to.deep.equal([
      ["run00", "0", 3, 7.5],
      ["run01", "1", 2, 5],
    ]);
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: 0.4, n_channels: 12, subject_id: "sub001" });
    const ofVoxel = tables.rows("signals").filter(({ channel_index }) => channel_index === 4);
    expect(ofVoxel.map(({ start_s, values }) => [start_s, ...values])).to.deep.equal([
      [0, 4, 14, 24],
      [0, 34, 44],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("places voxels, x fastest, in metres", async () => {
    const rows = (await readMade())
      .rows("channels")
      .filter(({ kind, recording_id }) => kind === "voxel" && recording_id === "run01");
    expect(rows.map(({ source_index }) => source_index)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    const positions = rows.map(({ x_m, y_m, z_m }) => [x_m, y_m, z_m].map((metres) => Math.round(metres! * 1e6) / 1e6));
    expect(positions).to.deep.equal([
      [0.01, -0.02, 0.03],
      [0.008, -0.02, 0.03],
      [0.01, -0.018, 0.03],
      [0.008, -0.018, 0.03],
      [0.01, -0.016, 0.03],
      [0.008, -0.016, 0.03],
    ]);
    expect(rows[0]).to.include({ coordinate_frame: "scanner", quantity: "bold", unit: null, region: null });
  });

  it("makes neighbouring volumes of one label an event, and covers the run", async () => {
    const events = (await readMade()).rows("events");
    expect(
      events.map((one) => [one.recording_id, one.onset_s, one.duration_s, one.kind, one.label, one.value]),
    ).to.deep.equal([
      ["run00", 0, 2.5, "rest", "rest", 0],
      ["run00", 2.5, 5, "block", "face", 1],
      ["run01", 0, 2.5, "block", "house", 2],
      ["run01", 2.5, 2.5, "rest", "rest", 0],
    ]);
  });

  it("cuts motion into runs, and reports a file that is of other volumes", async () => {
    const tables = await readMade();
    const rotation = tables.rows("channels").filter(({ name }) => name === "rotation_1");
    expect(rotation.map((one) => [one.kind, one.unit, one.channel_index])).to.deep.equal(
      Array(2).fill(["motion", "rad", 6]),
    );
    const values = tables.rows("signals").filter(({ channel_index }) => channel_index === 11);
    expect(values.map((one) => [...one.values])).to.deep.equal([
      [-0, -1, -2],
      [-3, -4],
    ]);
    const short = await readMade({ motion: "0 0 0 0 0 0\n" });
    expect(short.rows("channels").filter(({ kind }) => kind === "motion")).to.deep.equal([]);
    expect(short.rows("findings").map((one) => [one.recording_id, one.rule, one.expected, one.found])).to.deep.equal([
      ["run00", "motion-not-read", "5 rows of 6 numbers", "1 rows of 6"],
      ["run01", "motion-not-read", "5 rows of 6 numbers", "1 rows of 6"],
    ]);
    expect(await problemsOf(short)).to.deep.equal([]);
  });

  it("refuses labels that do not fit the volumes, or each other", async () => {
    expect(await failure({ recordings: seriesFile(6) })).to.match(
      /attributes_literal\.txt: lines: expected 6 lines.*found 5/,
    );
    expect(await failure({ labels: "rest 0\nface\n" })).to.match(/line 2: expected a label and a run, found "face"/);
    expect(await failure({ labels: "rest 0\nrest 1\nrest 0\n" })).to.match(
      /line 3: expected the lines of a run to follow/,
    );
    expect(await failure({ codes: "0 0\n1 0\n1 0\n2 1\n" })).to.match(
      /attributes\.txt: lines: expected 5 volumes, found 4/,
    );
    expect(await failure({ codes: "0 0\n1 0\n3 0\n2 1\n0 1\n" })).to.match(
      /line 3: expected 1 0, as elsewhere for face, found 3 0/,
    );
    expect(await failure({ codes: "0 0\n1 0\n1 1\n2 1\n0 1\n" })).to.match(/line 3: expected 1 0.*found 1 1/);
  });

  it("refuses an image that is no series in time", async () => {
    expect(await failure({ recordings: seriesFile(5, { shape: [2, 3, 5] }) })).to.match(/dim: expected four axes/);
    expect(await failure({ recordings: seriesFile(5, { units: 2 }) })).to.match(/time: expected seconds from volume/);
  });
});

describe("haxby-slice, real files", () => {
  async function real(test: Mocha.Context) {
    const root = realData(test, `${folder}/bold.nii.gz`).slice(0, -`${folder}/bold.nii.gz`.length);
    const manifest = await manifestOf();
    return { root, manifest, tables: await collectTables(read(manifest, folderFiles(root), {})) };
  }

  it("meets every expected fact, in tables that hold together", async function () {
    const { manifest, tables } = await real(this);
    const reader = memoryTables(tables.batches);
    for (const check of manifest.expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("has 483 voxels with a mean above 500, as NumPy counts", async function () {
    const { tables } = await real(this);
    const sums = new Float64Array(800);
    for (const { channel_index, values } of tables.rows("signals")) {
      for (const value of values) sums[channel_index]! += value;
    }
    expect(sums.filter((sum) => sum / 1452 > 500)).to.have.length(483);
  });

  it("gives back the label of every volume by the rule of event designs", async function () {
    const { root, tables } = await real(this);
    const lines = readFileSync(`${root}${folder}/attributes_literal.txt`, "utf8").trim().split("\n");
    const found = tables.rows("recordings").flatMap(({ recording_id, run, n_samples, sampling_rate_hz }) => {
      const events = tables
        .rows("events")
        .filter((event) => event.recording_id === recording_id)
        .map(({ onset_s, duration_s, label }) => ({ onsetS: onset_s, durationS: duration_s!, label: label! }));
      const { labels, design } = eventDesign(events, { samples: n_samples, tr: 1 / sampling_rate_hz! });
      return Array.from({ length: n_samples }, (_, sample) => {
        const row = design.values.subarray(sample * labels.length, (sample + 1) * labels.length);
        expect(row.reduce((sum, value) => sum + value, 0)).to.equal(1);
        return `${labels[row.indexOf(1)]} ${run}`;
      });
    });
    expect(found).to.deep.equal(lines);
  });
});
