import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/haxby-25mm/read.js";
import * as slice from "../../../src/datasets/haxby-slice/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";
import { realData } from "../../support/real-data.js";
import { boldFile, maskFile, runFiles } from "./made-run.js";

async function readMade(changes: Parameters<typeof runFiles>[1] = {}): Promise<CollectedTables> {
  const manifest = await loadManifest("haxby-25mm");
  return collectTables(read(manifest, memoryFiles(runFiles(manifest, changes)), { subset: "sample" }));
}
const failure = async (changes: Parameters<typeof runFiles>[1]) => (await caught(readMade(changes))).message;

describe("haxby-25mm, made files", () => {
  it("names all regions that hold a voxel, of atlases the number of the label too, and keeps voxels in none", async () => {
    const tables = await readMade();
    const voxels = tables.rows("channels").filter(({ kind }) => kind === "voxel");
    expect(voxels.map(({ region }) => region)).to.deep.equal([
      "brain+white",
      "brain+gray+hoc+hoc22",
      "brain+gray+vt",
      null,
    ]);
    expect(voxels[3]).to.include({
      x_m: 0.0375,
      y_m: -0.0875,
      z_m: -0.1125,
      coordinate_frame: "scanner",
      status: "good",
    });
    expect(tables.rows("recordings")[0]).to.include({ run: "001", n_samples: 3, n_channels: 10, duration_s: 7.5 });
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("gives motion its units behind the voxels", async () => {
    const tables = await readMade();
    const motion = tables.rows("channels").filter(({ kind }) => kind === "motion");
    expect(motion.map((one) => [one.channel_index, one.name, one.quantity, one.unit])).to.deep.equal([
      [4, "rotation_1", "rotation", "rad"],
      [5, "rotation_2", "rotation", "rad"],
      [6, "rotation_3", "rotation", "rad"],
      [7, "translation_x", "translation", "mm"],
      [8, "translation_y", "translation", "mm"],
      [9, "translation_z", "translation", "mm"],
    ]);
    const last = tables.rows("signals").find(({ channel_index }) => channel_index === 9)!;
    expect([...last.values]).to.deep.equal([3, 4, 5]);
    const short = await readMade({ motion: "0 0 0 0 0 0\n" });
    expect(short.rows("findings").map(({ rule }) => rule)).to.deep.equal(["motion-not-read"]);
    expect(short.rows("recordings")[0]!.n_channels).to.equal(4);
  });

  it("reads events with absent values and further columns", async () => {
    const events = "duration\tonset\tresponse_time\ttrial_type\nn/a\t5\t0.7\tcat\n2.5\t0\tn/a\tn/a\n";
    const rows = (await readMade({ events })).rows("events");
    expect(rows.map((one) => [one.onset_s, one.duration_s, one.kind, one.label, one.attributes])).to.deep.equal([
      [0, 2.5, "block", null, null],
      [5, null, "block", "cat", '{"response_time":"0.7"}'],
    ]);
  });

  it("refuses events without times", async () => {
    expect(await failure({ events: "onset\ttrial_type\n0\tface\n" })).to.match(/line 1: expected a column duration/);
    expect(await failure({ events: "onset\tduration\n0\tlong\n" })).to.match(
      /line 2, field 2: expected seconds, found "long"/,
    );
    expect(await failure({ events: "onset\tduration\nn/a\t1\n" })).to.match(/line 2: expected an onset/);
    expect(await failure({ events: "onset\tduration\ninf\t1\n" })).to.match(/line 2, field 1: expected seconds/);
  });

  it("refuses masks on another grid or at another place", async () => {
    const larger = maskFile([1, 1, 1, 1, 1, 1], { shape: [2, 3, 1] });
    expect(await failure({ gray: larger })).to.match(
      /mask_gray\.nii\.gz: NIfTI dim: expected the grid of the volumes, 2 × 2 × 1/,
    );
    const sform = { code: 1, numbers: [-25, 0, 0, 62.6, 0, 25, 0, -112.5, 0, 0, 25, -112.5] };
    expect(await failure({ vt: maskFile([1, 1, 1, 1], { sform }) })).to.match(
      /mask_vt.*NIfTI sform: expected voxels where/,
    );
    expect(await failure({ recording: boldFile({ units: 9 }) })).to.match(
      /mask_brain.*expected voxels where .* m, found .* mm/,
    );
  });
});

describe("haxby-25mm, real files", () => {
  async function real(test: Mocha.Context) {
    const path = "encoding/haxby-25mm/mask_brain.nii.gz";
    const root = realData(test, path).slice(0, -path.length);
    const manifest = await loadManifest("haxby-25mm");
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

  it("has 97 voxels with a mean above 500 in run 1, as NumPy counts", async function () {
    const { tables } = await real(this);
    const first = tables.rows("signals").filter((one) => one.recording_id === "run001" && one.channel_index < 600);
    const means = first.map(({ values }) => values.reduce((sum, value) => sum + value, 0) / values.length);
    expect(means.filter((mean) => mean > 500)).to.have.length(97);
  });

  it("has the blocks of the slice, run by run", async function () {
    realData(this, "encoding/haxby-slice/bold.nii.gz");
    const { root, tables } = await real(this);
    const other = await collectTables(slice.read(await loadManifest("haxby-slice"), folderFiles(root), {}));
    const blocks = (from: CollectedTables, first: number) =>
      from
        .rows("events")
        .filter(({ kind }) => kind === "block")
        .map((one) => [Number(one.recording_id.slice(3)) - first, one.onset_s, one.duration_s, one.label]);
    expect(blocks(tables, 1)).to.deep.equal(blocks(other, 0));
  });
});
