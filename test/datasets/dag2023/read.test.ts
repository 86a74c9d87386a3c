import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/dag2023/read.js";
import { readLabels } from "../../../src/datasets/dag2023/read-labels.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { openHdf5 } from "../../../src/formats/hdf5.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { createRandom } from "../../../src/random/create-random.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { realData } from "../../support/real-data.js";
import { type Hdf5Content, integers, numbers, writeHdf5 } from "../../support/write-hdf5.js";

/** The labels as an independent reader wrote them out, in stored order. */
interface LabelOracle {
  readonly roi: number;
  readonly label: string;
  readonly neuron_class: string;
  readonly LR: string;
  readonly DV: string;
  readonly region: string;
  readonly roi_id: readonly number[];
  readonly confidence: number;
}

/** The folder that holds `celegans/`, for a real recording. */
function mirrorOf(path: string, below: string): string {
  return path.slice(0, -below.length);
}

async function readReal(test: Mocha.Context, only: string, options: ReadOptions = {}): Promise<CollectedTables> {
  const manifest = await loadManifest("dag2023");
  const { path } = manifest.files.find((file) => file.group?.subject === only)!;
  const root = mirrorOf(realData(test, path), path);
  return collectTables(read(manifest, folderFiles(root), { only, ...options }));
}

describe("dag2023, real recordings", () => {
  it("gives the labels of the original file as an independent reader gave them", async function () {
    const below = "celegans/dag2023/NeuroPAL_labels_dict.jld2";
    const labels = await readLabels(await fileSource(realData(this, below)));
    const json = realData(this, "celegans/dag2023/derived/NeuroPAL_labels.json");
    const oracle = JSON.parse(readFileSync(json, "utf8")) as Record<string, readonly LabelOracle[]>;
    expect([...labels.keys()].sort()).to.deep.equal(Object.keys(oracle).sort());
    let count = 0;
    for (const [recordingId, entries] of labels) {
      const said = [...entries]
        .map((entry) => ({
          roi: entry.roi,
          label: entry.label,
          neuron_class: entry.neuronClass,
          LR: entry.side,
          DV: entry.position,
          region: entry.comment ?? "",
          roi_id: entry.neuropalRois,
          confidence: entry.confidence,
        }))
        .sort((a, b) => a.roi - b.roi);
      expect(said).to.deep.equal([...oracle[recordingId]!].sort((a, b) => a.roi - b.roi));
      count += entries.length;
    }
    expect(count).to.equal(814);
  });

  it("has the known value, column and times of AVAL in 2022-07-26-31", async function () {
    const tables = await readReal(this, "2022-07-26-31", { quantity: "f_f20" });
    const aval = tables.rows("channels").find(({ name }) => name === "AVAL")!;
    expect(aval).to.include({
      channel_index: 88,
      source_index: 89,
      quantity: "f_f20",
      kind: "neuron",
      name_confidence: 1,
    });
    const trace = tables.rows("signals").find(({ channel_index }) => channel_index === 88)!;
    expect(trace.values[0]).to.be.closeTo(0.377467, 5e-7);
    const clock = tables.rows("clocks").find((row) => row.clock === "imaging")!.time_s;
    expect(clock[0]).to.equal(0);
    expect(clock[799]).to.be.closeTo(480.66509, 5e-6);
    const steps = [...clock]
      .slice(1)
      .map((stamp, index) => stamp - clock[index]!)
      .sort((a, b) => a - b);
    expect(steps[399]).to.be.closeTo(0.6, 5e-5);
    const nir = tables.rows("clocks").find((row) => row.clock === "nir")!.time_s;
    expect(nir).to.have.length(10101);
    expect(nir[0]).to.be.closeTo(1228310.720395408 - 1228334.1461311695, 1e-9);
  });

  it("keeps every trace and every behaviour sample as the file has it", async function () {
    const tables = await readReal(this, "2022-07-26-31");
    const path = "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5";
    const hdf5 = await openHdf5(await fileSource(realData(this, path)));
    const datasets = [
      { name: "gcamp/trace_array_original", quantity: "ratio" },
      { name: "behavior/velocity", quantity: "velocity" },
      { name: "behavior/reversal_vec", quantity: "reversal_vec" },
      { name: "behavior/body_angle_all", quantity: "body_angle_all" },
    ];
    for (const { name, quantity } of datasets) {
      const dataset = await hdf5.dataset(name);
      const values = await dataset.numbers();
      const width = dataset.shape?.[1] ?? 1;
      const channels = tables.rows("channels").filter((channel) => channel.quantity === quantity);
      expect(channels, name).to.have.length(width);
      for (const [column, { channel_index }] of channels.entries()) {
        const chunks = tables.rows("signals").filter((row) => row.channel_index === channel_index);
        const expected = Float32Array.from({ length: 800 }, (_, row) => values[row * width + column]!);
        expect(
          chunks.map((chunk) => chunk.values),
          `${name} ${column}`,
        ).to.deep.equal([expected]);
      }
    }
    hdf5.close();
  });

  it("marks a name that is given twice, and never settles labels with a question mark", async function () {
    const channels = (await readReal(this, "2022-07-27-38")).rows("channels");
    const twice = channels.filter(({ name }) => name === "URADL");
    expect(twice.map(({ status }) => status)).to.deep.equal(["duplicate", "duplicate"]);
    expect(
      channels.filter(({ name }) => name === "URADR" || name === "URAVR").map(({ status }) => status),
    ).to.not.include("duplicate");
    const doubted = channels.filter(({ name_source }) => name_source?.includes("?"));
    expect(doubted.map(({ name_source }) => name_source).sort()).to.deep.equal([
      ...["AIY?", "RMDD?", "RMDD?", "RMF?", "SAAD?", "SAAD?"],
    ]);
    expect(
      doubted.every(({ name, neuron_class, name_rule }) => !name && neuron_class && name_rule === "ambiguous"),
    ).to.equal(true);
    const saad = doubted.find(({ name_source }) => name_source === "SAAD?")!;
    expect(JSON.parse(saad.name_candidates!)).to.deep.equal(["SAADL", "SAADR"]);
  });

  it("reads the recording with more stamps than frames, and says what it did", async function () {
    const tables = await readReal(this, "2022-05-02-01");
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 1137, n_channels: 146, condition: "patch encounter" });
    const clock = tables.rows("clocks").find((row) => row.clock === "imaging")!.time_s;
    expect(clock).to.have.length(1137);
    expect(clock[1136]).to.be.closeTo(683.353274643654, 1e-9);
    const findings = tables.rows("findings");
    const rules = findings.map(({ rule }) => rule);
    expect(rules).to.include.members(["more-stamps-than-frames", "events-after-traces", "idx-splits", "not-read"]);
    expect(rules.filter((rule) => rule === "body-angle-linear-slice")).to.have.length(3);
    expect(findings.find(({ rule }) => rule === "events-after-traces")?.found).to.equal("11 of 64 events begin later");
    const nsm = tables.rows("channels").filter(({ neuron_class }) => neuron_class === "NSM");
    expect(nsm.map(({ source_index, name, name_candidates }) => [source_index, name, name_candidates])).to.deep.equal([
      [65, null, '["NSML","NSMR"]'],
      [110, null, '["NSML","NSMR"]'],
    ]);
  });

  it("is right that the one-dimensional body angles run along the segments first", async function () {
    const path = "celegans/dag2023/swf415_no_id/2022-05-02-01-data.h5";
    const hdf5 = await openHdf5(await fileSource(realData(this, path)));
    const first = await (await hdf5.dataset("behavior/body_angle")).numbers();
    const all = await (await hdf5.dataset("behavior/body_angle_all")).numbers();
    hdf5.close();
    for (let frame = 0; frame < 17; frame++) {
      for (let segment = 0; segment < 30; segment++) {
        expect(first[frame * 30 + segment]).to.equal(all[frame * 64 + segment]);
      }
    }
  });

  it("turns reversals into seconds that agree with reversal_vec", async function () {
    const tables = await readReal(this, "2022-07-26-31");
    const clock = tables.rows("clocks").find((row) => row.clock === "imaging")!.time_s;
    const vec = tables.rows("channels").find(({ name }) => name === "reversal_vec")!;
    const marked = tables.rows("signals").find(({ channel_index }) => channel_index === vec.channel_index)!.values;
    const events = tables.rows("events").filter(({ kind }) => kind === "reversal");
    expect(events).to.have.length(34);
    const inside = Array.from(clock, (time) =>
      events.some((event) => time > event.onset_s && time <= event.onset_s + event.duration_s! + 1e-9) ? 1 : 0,
    );
    expect(inside).to.deep.equal([...marked]);
  });

  it("reads pumping without any value as a bad channel of nulls, and all recordings, 2022-07-27-45 too", async function () {
    const tables = await readReal(this, "2022-07-27-45");
    expect(tables.rows("recordings")[0]?.recording_id).to.equal("2022-07-27-45");
    const pumping = tables.rows("channels").find(({ name }) => name === "pumping")!;
    expect(pumping.status).to.equal("bad");
    const trace = tables.rows("signals").find(({ channel_index }) => channel_index === pumping.channel_index)!;
    expect(trace.values.every(Number.isNaN)).to.equal(true);
  });

  it("reports labels beyond the traces and goes on with the others", async function () {
    const manifest = await loadManifest("dag2023");
    const labelPath = "celegans/dag2023/NeuroPAL_labels_dict.jld2";
    const path = "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5";
    const content = { ...recording(6, 20), "neuropal_registration/roi_match": integers([1], [0]) };
    const bytes = { [path]: await writeHdf5(content), [labelPath]: readFileSync(realData(this, labelPath)) };
    const tables = await collectTables(read(manifest, memoryFiles(bytes), { only: "2022-07-26-31" }));
    const beyond = tables.rows("findings").filter(({ rule }) => rule === "label-beyond-traces");
    const neurons = tables.rows("channels").filter(({ kind }) => kind === "neuron");
    const labelled = neurons.filter(({ name_source }) => name_source !== null);
    expect(neurons).to.have.length(20);
    expect(labelled.length).to.be.greaterThan(10);
    expect(labelled.length + beyond.length).to.equal(100);
    expect(tables.rows("findings").map(({ rule }) => rule)).to.include("roi-match-disagrees");
  });
});

/** The content of a small file without identities. */
function recording(frames: number, rois: number): Record<string, Hdf5Content> {
  const series = ["velocity", "angular_velocity", "head_angle", "nose_angle", "nose_curling", "pumping"];
  const more = ["worm_curvature", "stage_x", "stage_y", "reversal_vec"];
  return {
    "gcamp/trace_array_original": numbers([frames, rois], (index) => index),
    "gcamp/traces_array_F_F20": numbers([frames, rois], (index) => index / 2),
    "gcamp/trace_array": numbers([frames, rois], (index) => index / 4),
    "timing/timestamp_confocal": numbers([frames], (index) => 1e6 + 0.6 * index),
    "timing/timestamp_nir": numbers([frames * 3], (index) => 1e6 + 0.2 * index - 1),
    ...Object.fromEntries(
      [...series, ...more].map((name) => [`behavior/${name}`, numbers([frames], (index) => index)]),
    ),
    "behavior/body_angle": numbers([frames, 3], (index) => index),
    "behavior/body_angle_absolute": numbers([frames, 4], (index) => index),
    "behavior/body_angle_all": numbers([frames, 4], (index) => index),
    "behavior/reversal_events": integers([2, 2], [1, 4, 2, 5]),
  };
}

const generated = "made/swf415_no_id/made-data.h5";

/** The dataset's manifest with one generated recording. */
async function generatedManifest(): Promise<Manifest> {
  const manifest = await loadManifest("dag2023");
  const file = manifest.files.find(({ role }) => role === "recording")!;
  return { ...manifest, files: [{ ...file, path: generated, group: { subject: "made", session: null } }] };
}

async function readGenerated(content: Record<string, Hdf5Content>, options: ReadOptions = {}) {
  const bytes = await writeHdf5(content);
  return collectTables(read(await generatedManifest(), memoryFiles({ [generated]: bytes }), options));
}

describe("dag2023, generated files", () => {
  it("reads what is there", async () => {
    const tables = await readGenerated(recording(6, 2));
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 6, n_channels: 2 + 10 + 11, sampling_rate_hz: null });
    expect(tables.rows("recordings")[0]?.duration_s).to.be.closeTo(3.6, 1e-9);
    expect([...tables.rows("signals")[1]!.values]).to.deep.equal([1, 3, 5, 7, 9, 11]);
    const times = tables.rows("events").flatMap(({ onset_s, duration_s }) => [onset_s, duration_s!]);
    for (const [index, time] of [0, 0.6, 1.8, 0.6].entries()) expect(times[index]).to.be.closeTo(time, 1e-9);
    expect(
      tables.rows("channels").every(({ unit, kind }) => (kind === "neuron" ? unit === "1" : unit === null)),
    ).to.equal(true);
  });

  const broken: readonly [string, (content: Record<string, Hdf5Content>) => void, RegExp][] = [
    [
      "more trace rows than stamps",
      (content) => (content["timing/timestamp_confocal"] = numbers([5], (index) => index)),
      /timestamp_confocal: expected a stamp for each of 6 frames, found 5/,
    ],
    ["no stamps", (content) => delete content["timing/timestamp_confocal"], /timestamp_confocal/],
    ["no traces", (content) => delete content["gcamp/trace_array_original"], /trace_array_original/],
    [
      "no frames",
      (content) => (content["gcamp/trace_array_original"] = numbers([0, 2], () => 0)),
      /trace_array_original: expected frames/,
    ],
    [
      "traces with three axes",
      (content) => (content["gcamp/trace_array_original"] = numbers([6, 2, 2], () => 0)),
      /expected frames × ROIs, found an array of 6 × 2 × 2/,
    ],
    [
      "traces with one axis",
      (content) => (content["gcamp/trace_array_original"] = numbers([6], () => 0)),
      /expected frames × ROIs, found an array of 6$/,
    ],
    [
      "traces of no ROI",
      (content) => (content["gcamp/trace_array_original"] = numbers([6, 0], () => 0)),
      /expected frames × ROIs, found an array of 6 × 0/,
    ],
    [
      "stamps in a grid",
      (content) => (content["timing/timestamp_confocal"] = numbers([6, 2], (index) => index)),
      /timestamp_confocal: expected a list of time stamps, found an array of 6 × 2/,
    ],
    [
      "stamps that stand still",
      (content) => (content["timing/timestamp_confocal"] = numbers([6], () => 5)),
      /timestamp_confocal: expected time stamps that rise, found 5 for all 6 samples/,
    ],
    [
      "camera stamps in a grid",
      (content) => (content["timing/timestamp_nir"] = numbers([2, 2], (index) => index)),
      /timestamp_nir: expected a list of time stamps/,
    ],
    [
      "stamps that fall",
      (content) => (content["timing/timestamp_confocal"] = numbers([6], (index) => -index)),
      /never fall/,
    ],
    [
      "a stamp that is no number",
      (content) => (content["timing/timestamp_confocal"] = numbers([6], (index) => (index === 3 ? Number.NaN : index))),
      /never fall, found NaN after 2 at index 3/,
    ],
    [
      "a reversal before frame 1",
      (content) => (content["behavior/reversal_events"] = integers([2, 1], [0, 3])),
      /reversal_events: expected frames from 1 to 6/,
    ],
    [
      "a reversal that ends before it starts",
      (content) => (content["behavior/reversal_events"] = integers([2, 1], [4, 3])),
      /start before end, found 4 to 3/,
    ],
    [
      "reversals with three rows",
      (content) => (content["behavior/reversal_events"] = integers([3, 1], [1, 2, 3])),
      /2 × events/,
    ],
    [
      "a food encounter after the end",
      (content) => (content["timing/time_food_encounter"] = integers([1], [7])),
      /one frame from 1 to 6, found 7/,
    ],
    ["an NSM index beyond the ROIs", (content) => (content["gcamp/idx_nsm"] = integers([1], [3])), /from 1 to 2/],
  ];
  for (const [what, damage, message] of broken) {
    it(`refuses ${what}, naming the place`, async () => {
      const content = recording(6, 2);
      damage(content);
      const error = await caught(readGenerated(content));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
      expect(error.message).to.include(generated);
    });
  }

  it("keeps NaN as null and infinity as it is, and reports both", async () => {
    const content = recording(6, 2);
    const odd = [Number.NaN, 1, Number.POSITIVE_INFINITY, 1, 1e300];
    content["gcamp/trace_array_original"] = numbers([6, 2], (index) => odd[index] ?? 0);
    const tables = await readGenerated(content);
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([Number.NaN, Infinity, Infinity, 0, 0, 0]);
    const found = tables.rows("findings").filter(({ place }) => place === "gcamp/trace_array_original");
    expect(found.map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["missing-samples", "1 of 12 samples are NaN, in 1 of 2 traces"],
      ["infinite-samples", "2 of 12 samples are infinite or beyond float32, in 1 traces"],
    ]);
  });

  it("leaves out behaviour whose rows are not the frames, or that is not there, and reports it", async () => {
    const content = recording(6, 2);
    content["behavior/velocity"] = numbers([7], () => 0);
    delete content["behavior/stage_x"];
    const tables = await readGenerated(content);
    const names = tables.rows("channels").map(({ name }) => name);
    expect(names).to.not.include("velocity");
    expect(names).to.include("stage_y");
    const losses = tables.rows("findings").filter(({ severity }) => severity === "loss");
    expect(losses.map(({ place, rule }) => [place, rule])).to.deep.equal([
      ["/behavior/velocity", "misaligned-series"],
      ["/behavior/stage_x", "missing-series"],
    ]);
  });

  it("reports that a clock, its stamps or the reversals are not there", async () => {
    const lossesWithout = async (change: (content: Record<string, Hdf5Content>) => void) => {
      const content = recording(6, 2);
      change(content);
      const tables = await readGenerated(content);
      const losses = tables.rows("findings").filter(({ severity }) => severity === "loss");
      return losses.map(({ place, rule }) => `${place} ${rule}`);
    };
    const nir = "/timing/timestamp_nir missing-series";
    expect(await lossesWithout((content) => delete content["timing/timestamp_nir"])).to.deep.equal([nir]);
    const noStamps = numbers([0], () => 0);
    expect(await lossesWithout((content) => (content["timing/timestamp_nir"] = noStamps))).to.deep.equal([nir]);
    const reversals = "/behavior/reversal_events missing-series";
    expect(await lossesWithout((content) => delete content["behavior/reversal_events"])).to.deep.equal([reversals]);
    expect(await lossesWithout(() => undefined)).to.deep.equal([]);
  });

  it("names what it does not read", async () => {
    const content = { ...recording(6, 2), "gcamp/new_thing": numbers([1], () => 0) };
    const tables = await readGenerated(content);
    expect(tables.rows("findings").find(({ rule }) => rule === "not-read")?.found).to.equal("gcamp/new_thing");
  });

  it("leaves an unreadable recording out when asked to go on, and notes it", async () => {
    const failures: string[] = [];
    const files = memoryFiles({ [generated]: new Uint8Array(100) });
    const onFailure = (recordingId: string, error: Error) => failures.push(`${recordingId} ${error.name}`);
    const tables = await collectTables(read(await generatedManifest(), files, { onFailure }));
    expect(failures).to.deep.equal(["made FormatError"]);
    expect(tables.batches.map(({ table }) => table)).to.deep.equal(["findings"]);
    expect(tables.rows("findings")[0]).to.include({
      rule: "unreadable-recording",
      severity: "loss",
      recording_id: null,
    });
  });

  it("names the nearest for unknown quantities and recordings", async () => {
    expect((await caught(readGenerated(recording(6, 2), { quantity: "ratios" }))).message).to.match(/nearest: ratio/);
    expect((await caught(readGenerated(recording(6, 2), { only: "mad" }))).message).to.match(/nearest: made/);
  });

  it("gives a table or a tagged error for a file with damaged bytes, never anything else", async () => {
    const sound = await writeHdf5(recording(6, 2));
    const manifest = await generatedManifest();
    const random = createRandom("damaged bytes");
    const outcomes = { read: 0, refused: 0 };
    for (let round = 0; round < 300; round++) {
      const bytes = sound.slice(0, random.uniform() < 0.1 ? random.integer(sound.length) : sound.length);
      for (let count = random.integer(3); count >= 0 && bytes.length > 0; count--) {
        bytes[random.integer(bytes.length)] = random.integer(256);
      }
      try {
        await collectTables(read(manifest, memoryFiles({ [generated]: bytes }), {}));
        outcomes.read++;
      } catch (error) {
        expect((error as { tag?: string }).tag, `round ${round}: ${error}`).to.equal("format");
        outcomes.refused++;
      }
    }
    expect(outcomes.read).to.be.greaterThan(20);
    expect(outcomes.refused).to.be.greaterThan(20);
  });
});
