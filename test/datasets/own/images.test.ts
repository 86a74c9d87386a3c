import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { parseOwnManifest } from "../../../src/datasets/own/parse-own-manifest.js";
import { openBold } from "../../../src/datasets/voxels/open-bold.js";
import { initManifest } from "../../../src/node/init-manifest.js";
import { openDataset } from "../../../src/node/open-tables.js";
import { loadOwnDataset } from "../../../src/node/own-dataset.js";
import { prepareDataset } from "../../../src/node/prepare.js";
import { parseYaml } from "../../../src/operations/parse-yaml.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { countingSource } from "../../support/counting-source.js";
import { makeNifti, type NiftiInput } from "../../support/make-nifti.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const grid = [3, 2, 2];
const voxels = 12;
const volumes = 5;
/** Millimetres and seconds. */
const units = 10;
const place = { code: 1, numbers: [3, 0, 0, -10, 0, 3, 0, 20, 0, 0, 4, 5] };
/** Voxel v in volume k of run r. */
const valueAt = (run: number, volume: number, voxel: number) => 1000 * run + 20 * volume + voxel;

function series(run: number, more: Partial<NiftiInput> = {}): Uint8Array {
  const stored = Int16Array.from({ length: voxels * volumes }, (_, at) =>
    valueAt(run, Math.floor(at / voxels), at % voxels),
  );
  const pixdim = [1, 3, 3, 4, 2.5, 0, 0, 0];
  const values = new Uint8Array(stored.buffer);
  return makeNifti({ shape: [...grid, volumes], values, pixdim, units, sform: place, ...more });
}

/** 1 in voxels 1, 4 and 11. */
const inside = [1, 4, 11];
const mask = (more: Partial<NiftiInput> = {}) =>
  makeNifti({
    ...{ shape: grid, datatype: 2, units, sform: place, gzip: true, pixdim: [1, 3, 3, 4, 0, 0, 0, 0] },
    values: Uint8Array.from({ length: voxels }, (_, voxel) => Number(inside.includes(voxel))),
    ...more,
  });
const events = "onset\tduration\ttrial_type\n5\t2.5\tface\n0\tn/a\thouse\n7.5\t1\tn/a\n";

async function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function prepared(manifest: string, out: string) {
  const dataset = await loadOwnDataset(manifest);
  const { failures } = await prepareDataset(dataset, { files: dataset.files, out });
  const opened = await openDataset(out);
  const rows = async <T extends "recordings" | "channels" | "signals" | "events" | "findings">(table: T) => {
    const all: Row<T>[] = [];
    for await (const batch of opened.tables.read(table)) all.push(...(rowsOf(batch as never) as Iterable<Row<T>>));
    return all;
  };
  const messages = failures.map(({ error }) => error.message);
  return {
    ...{ messages, recordings: await rows("recordings"), channels: await rows("channels") },
    ...{ signals: await rows("signals"), events: await rows("events"), findings: await rows("findings") },
  };
}

describe("volumes of one's own", () => {
  const folder = temporaryFolder();

  it("come from init to tables without an edit: voxels, times, places, events", async () => {
    await write(folder(), {
      "sub-01/func/sub-01_task-objects_run-1_bold.nii.gz": series(1, { gzip: true }),
      "sub-01/func/sub-01_task-objects_run-1_events.tsv": events,
      "sub-01/func/sub-01_task-objects_run-2_bold.nii": series(2),
    });
    const out = join(folder(), "scans.yaml");
    const names = ["1_bold.nii.gz", "2_bold.nii"].map((end) =>
      join(folder(), `sub-01/func/sub-01_task-objects_run-${end}`),
    );
    const { recordings, failures } = await initManifest(names, { out });
    expect(failures).to.deep.equal([]);
    expect(recordings.map(({ samples, neurons }) => [samples, neurons])).to.deep.equal([
      [volumes, voxels],
      [volumes, voxels],
    ]);
    const text = await readFile(out, "utf8");
    expect(text).to.contain("modality: fmri");
    expect(text).to.contain("step_s: 2.5  # sure");
    expect(text).to.match(/# fill in: \{file: run1_events.tsv.*\n {4}events: null/);
    const made = await prepared(out, join(folder(), "out"));
    expect([made.messages, made.findings]).to.deep.equal([[], []]);
    expect(
      made.recordings.map((row) => [row.recording_id, row.n_samples, row.sampling_rate_hz, row.modality]),
    ).to.deep.equal([
      ["sub-01_task-objects_run-1_bold", volumes, 0.4, "fmri"],
      ["sub-01_task-objects_run-2_bold", volumes, 0.4, "fmri"],
    ]);
    expect(made.recordings[0]!.duration_s).to.equal(12.5);
    for (const [index, channel] of made.channels.entries()) {
      const voxel = index % voxels;
      expect([channel.kind, channel.quantity, channel.source_index]).to.deep.equal(["voxel", "bold", voxel]);
      const [i, j, k] = [voxel % 3, Math.floor(voxel / 3) % 2, Math.floor(voxel / 6)];
      expect([channel.x_m, channel.y_m, channel.z_m].map((metres) => metres! * 1e3)).to.satisfy((found: number[]) =>
        [3 * i - 10, 3 * j + 20, 4 * k + 5].every((mm, axis) => Math.abs(found[axis]! - mm) < 1e-9),
      );
    }
    for (const [index, row] of made.signals.entries()) {
      const [run, voxel] = [1 + Math.floor(index / voxels), index % voxels];
      expect([...row.values]).to.deep.equal([0, 1, 2, 3, 4].map((volume) => valueAt(run, volume, voxel)));
    }
    expect(made.events.map((row) => [row.event_index, row.kind, row.label, row.onset_s, row.duration_s])).to.deep.equal(
      [
        [0, "trial", "house", 0, null],
        [1, "trial", "face", 5, 2.5],
        [2, "trial", null, 7.5, 1],
      ],
    );
  });

  it("keep the voxels of a mask alone, named after it", async () => {
    await write(folder(), { "run1.nii": series(1), "run2.nii": series(2), "mask_gray.nii.gz": mask() });
    const out = join(folder(), "scans.yaml");
    const runs = ["run1.nii", "run2.nii"].map((name) => join(folder(), name));
    const asked = await initManifest(runs, { out, mask: join(folder(), "mask_gray.nii.gz") });
    expect(asked.text).to.contain("mask: mask_gray.nii.gz  # sure: it was named; 3 of 12 voxels");
    const made = await prepared(out, join(folder(), "out"));
    expect(made.messages).to.deep.equal([]);
    expect(made.channels.map(({ source_index, region }) => [source_index, region])).to.deep.equal(
      [...inside, ...inside].map((voxel) => [voxel, "gray"]),
    );
    expect(made.channels[2]!.x_m).to.be.closeTo(-0.004, 1e-12);
    expect([...made.signals[4]!.values]).to.deep.equal([0, 1, 2, 3, 4].map((volume) => valueAt(2, volume, 4)));
  });

  it("take the time between volumes from the manifest where the header has none, and say so where it has another", async () => {
    const flat = { pixdim: [1, 3, 3, 4, 0, 0, 0, 0] };
    await write(folder(), { "run1.nii": series(1, flat), "run2.nii": series(2) });
    const out = join(folder(), "scans.yaml");
    const { text } = await initManifest([join(folder(), "run1.nii")], { out });
    expect(text).to.contain("step_s: null  # fill in");
    const without = await prepared(out, join(folder(), "without")).then(
      ({ messages }) => messages.join(),
      (error: Error) => error.message,
    );
    expect(without).to.match(/NIfTI time: expected seconds from volume to volume/);
    const recordings = "recordings: [{file: run1.nii}, {file: run2.nii}]";
    await writeFile(out, `neuroloom: 1\nid: scans\nspecies: null\ntime: {step_s: 2}\n${recordings}\n`);
    const made = await prepared(out, join(folder(), "out"));
    expect(made.recordings.map(({ sampling_rate_hz }) => sampling_rate_hz)).to.deep.equal([0.5, 0.5]);
    expect(made.findings.map(({ rule, recording_id }) => [rule, recording_id])).to.deep.equal([
      ["quantity-unstated", "run1"],
      ["quantity-unstated", "run2"],
      ["time-step-given", "run2"],
    ]);
  });

  it("of one subject are on one grid; of several each may have its own", async () => {
    const other = series(2, { shape: [2, 3, 2, volumes] });
    await write(folder(), { "run1.nii": series(1), "run2.nii": other });
    const out = join(folder(), "scans.yaml");
    const manifestOf = (...subjects: readonly string[]) =>
      subjects.map((subject, index) => `{file: run${index + 1}.nii, subject: ${subject}}`).join(", ");
    const head = "neuroloom: 1\nid: scans\nspecies: null\ntraces: {quantity: bold}\n";
    await writeFile(out, `${head}recordings: [${manifestOf("a", "a")}]\n`);
    const same = await prepared(out, join(folder(), "same"));
    expect(same.recordings.map(({ recording_id }) => recording_id)).to.deep.equal(["run1"]);
    expect(same.messages.join()).to.match(
      /run2\.nii: NIfTI dim: expected the grid of .*run1\.nii, 3 × 2 × 2, found 2 × 3 × 2/,
    );
    await writeFile(out, `${head}recordings: [${manifestOf("a", "b")}]\n`);
    const apart = await prepared(out, join(folder(), "apart"));
    expect([apart.messages, apart.recordings.length]).to.deep.equal([[], 2]);
  });

  it("are refused with masks that do not fit, and with files that are not there", async () => {
    const masks: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
      "shape.nii": [mask({ shape: [2, 3, 2] }), /the grid of the volumes, 3 × 2 × 2, found 2 × 3 × 2/],
      "place.nii": [
        mask({ sform: { ...place, numbers: place.numbers.with(3, -11) } }),
        /voxels where those of the volumes/,
      ],
      "empty.nii": [mask({ values: new Uint8Array(voxels) }), /a voxel that is not 0, found none/],
    };
    await write(folder(), { "run1.nii": series(1) });
    const out = join(folder(), "scans.yaml");
    for (const [name, [bytes, words]] of Object.entries(masks)) {
      await write(folder(), { [name]: bytes });
      const head = "neuroloom: 1\nid: scans\nspecies: null\ntraces: {quantity: bold}\n";
      await writeFile(out, `${head}mask: ${name}\nrecordings: [{file: run1.nii}]\n`);
      const message = await prepared(out, join(folder(), `out-${name}`)).then(
        ({ messages }) => messages.join(),
        (error: Error) => error.message,
      );
      expect(message).to.match(words);
    }
    for (const line of ["mask: none.nii", "events: {file: run1_events.tsv}"]) {
      await writeFile(out, `neuroloom: 1\nid: scans\n${line}\nrecordings: [{file: run1.nii}]\n`);
      expect(await caught(loadOwnDataset(out))).to.include({ tag: "missing-file" });
    }
  });

  it("init names what is no series, and a mask that does not fit", async () => {
    await write(folder(), { "run1.nii": series(1), "anatomy.nii": mask(), "mask.nii": mask({ shape: [2, 3, 2] }) });
    const at = (name: string) => join(folder(), name);
    const out = at("scans.yaml");
    const { failures } = await initManifest([at("run1.nii"), at("anatomy.nii")], { out });
    expect(failures.map(({ item }) => item)).to.deep.equal(["anatomy.nii"]);
    expect(failures[0]!.error.message).to.match(/four axes: x, y, z, time, found 3 × 2 × 2/);
    expect(failures[0]!.error.next).to.contain("--mask");
    const wrong = await caught(initManifest([at("run1.nii")], { out, force: true, mask: at("mask.nii") }));
    expect(wrong.message).to.match(/mask\.nii: NIfTI dim: expected the grid of the volumes/);
  });

  it("finds the events of processed volumes by the names of BIDS", async () => {
    const stem = "sub-01_task-x_run-1";
    await write(folder(), {
      [`func/${stem}_space-MNI152_desc-preproc_bold.nii`]: series(1),
      [`func/${stem}_events.tsv`]: events,
    });
    const out = join(folder(), "scans.yaml");
    const [name] = [`func/${stem}_space-MNI152_desc-preproc_bold.nii`];
    expect((await initManifest([join(folder(), name!)], { out })).text).to.contain(`file: func/${stem}_events.tsv`);
  });

  it("volumes and tables stand in one manifest, each with its own layout", async () => {
    const table = "time (s),AVAL,AVAR\n0,1,2\n1,3,4\n2,2,1\n";
    await write(folder(), { "run1.nii": series(1), "worm.csv": table, "mask.nii": mask() });
    const out = join(folder(), "mixed.yaml");
    for (const order of [
      ["run1.nii", "worm.csv"],
      ["worm.csv", "run1.nii"],
    ]) {
      const files = order.map((name) => join(folder(), name));
      await initManifest(files, { out, force: true, mask: join(folder(), "mask.nii") });
      const made = await prepared(out, join(folder(), `out-${order[0]}`));
      expect(made.messages).to.deep.equal([]);
      expect(made.channels.map(({ kind }) => kind).sort()).to.deep.equal([
        "neuron",
        "neuron",
        "voxel",
        "voxel",
        "voxel",
      ]);
    }
  });

  it("refuses in a manifest what volumes do not have", () => {
    const messageOf = (layout: string, file = "run1.nii.gz") => {
      try {
        parseOwnManifest(parseYaml(`neuroloom: 1\nid: scans\nrecordings: [{file: ${file}, ${layout}}]`, "m"), "m");
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(messageOf("time: {column: t}")).to.contain("time: of a NIfTI file, give step_s or rate_hz");
    expect(messageOf("time: {rate_hz: 1, step_s: 1}")).to.contain("say the same");
    expect(messageOf("traces: {columns: rest}")).to.contain("traces: of a NIfTI file");
    expect(messageOf("labels: {header: true}")).to.contain("labels: of a NIfTI file");
    expect(messageOf("behaviour: [{column: v, name: v}]")).to.contain("behaviour: of a NIfTI file");
    expect(messageOf("time: {rate_hz: 1}, mask: mask.nii", "w.npy")).to.contain("mask: is for NIfTI files");
    expect(messageOf("member: a.nii.gz", "all.zip")).to.contain("not read from archives");
    expect(messageOf("time: {step_s: 2}, mask: mask.nii")).to.equal("");
  });
});

describe("traces of large series", () => {
  it("are read in pieces, in order, and held in one buffer", async () => {
    const shape = [64, 64, 8, 300];
    const stored = new Uint8Array(64 * 64 * 8 * 300);
    for (let at = 0; at < stored.length; at++) stored[at] = at % 251;
    const bytes = makeNifti({ shape, datatype: 2, values: stored, units, pixdim: [1, 1, 1, 1, 2, 0, 0, 0] });
    const counted = countingSource(memorySource("large.nii", bytes));
    const chosen = Int32Array.of(5, 32000);
    const opened = await openBold(counted);
    const { traces } = await opened.traces(0, 300, { voxels: chosen });
    expect(traces.map((trace) => trace.buffer === traces[0]!.buffer)).to.deep.equal([true, true]);
    expect(traces[0]!.buffer.byteLength).to.equal(2 * 300 * 4);
    for (const [index, voxel] of chosen.entries()) {
      expect(traces[index]![299]).to.equal((299 * 32768 + voxel) % 251);
    }
    expect(Math.max(...counted.reads.map(([start, end]) => end - start))).to.be.at.most(2 ** 22);
  });
});
