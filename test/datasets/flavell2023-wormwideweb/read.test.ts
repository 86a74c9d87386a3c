import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/flavell2023-wormwideweb/read.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectPublished } from "../../support/collect-published.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";
import { integers, numbers, writeHdf5 } from "../../support/write-hdf5.js";

const folder = "celegans/flavell2023-wormwideweb";
const id = "2022-06-14-01";

/** Four frames of three neurons; the text keeps the order of the labels, which JSON.stringify would not. */
function worm(fields: Readonly<Record<string, unknown>> = {}, labeled = '{"3":{"label":"VB02"},"1":{"label":"AVA?"}}') {
  const content = {
    ...{ uid: id, max_t: 4, avg_timestep: 0.01, num_neurons: 3, dataset_type: ["baseline", "neuropal"] },
    timestamp_confocal: [1000, 1000.5, 1001.25, 1002],
    trace_array: [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ],
    trace_original: [
      [0.1, 0.2, null, 0.4],
      [0.5, 0.6, 0.7, 0.8],
      [0.9, 1, 1.1, 1.2],
    ],
    ...{ velocity: [1, 2, 3, 4], head_curvature: [1, 2, 3, 4], pumping: [null, null, null, null] },
    ...{ angular_velocity: [1, 2, 3, 4], body_curvature: [1, 2, 3, 4] },
    reversal_events: [
      [1, 2],
      [3, 4],
    ],
    neuron_categorization: {},
    ...fields,
  };
  return `${JSON.stringify(content).slice(0, -1)},"labeled":${labeled}}`;
}

const placed = (files: Readonly<Record<string, Uint8Array | string>>) =>
  memoryFiles(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes])));
const tablesOf = async (files: Readonly<Record<string, Uint8Array | string>>, options: ReadOptions = {}) =>
  collectTables(read(await loadManifest("flavell2023-wormwideweb"), placed(files), options));
const publishedOf = async (files: Readonly<Record<string, Uint8Array | string>>) =>
  collectPublished(readPublished(await loadManifest("flavell2023-wormwideweb"), placed(files), {}));

/** The same lab's HDF5 layout. */
const hdf5 = () =>
  writeHdf5({
    "gcamp/trace_array": numbers([4, 2], (index) => index),
    "gcamp/trace_array_original": numbers([4, 2], (index) => index / 8),
    "timing/timestamp_confocal": numbers([5], (index) => 1e6 + 0.5 * index),
    "behavior/velocity": numbers([4], (index) => index),
    "behavior/reversal_events": integers([2, 1], [2, 3]),
  });

describe("flavell2023-wormwideweb, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("flavell2023-wormwideweb");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("reads ratios, labels by their number from 1, and behaviour without units", async () => {
    const tables = await tablesOf({ [`${id}.json`]: worm(), "readme.txt": "not a recording" });
    expect(tables.rows("recordings")[0]).to.include({
      ...{ recording_id: id, condition: "baseline, neuropal", animal_group: `atanas2023:${id}`, n_samples: 4 },
      ...{ n_channels: 8, duration_s: 2.75, sampling_rate_hz: null, task: "freely moving" },
    });
    expect(
      tables.rows("channels").map((one) => [one.kind, one.name, one.name_source, one.quantity, one.unit, one.status]),
    ).to.deep.equal([
      ["neuron", null, "AVA?", "ratio", "1", "good"],
      ["neuron", null, null, "ratio", "1", "good"],
      ["neuron", "VB2", "VB02", "ratio", "1", "good"],
      ["behaviour", "velocity", "velocity", "velocity", null, "good"],
      ["behaviour", "head_curvature", "head_curvature", "head_curvature", null, "good"],
      ["behaviour", "pumping", "pumping", "pumping", null, "bad"],
      ["behaviour", "angular_velocity", "angular_velocity", "angular_velocity", null, "good"],
      ["behaviour", "body_curvature", "body_curvature", "body_curvature", null, "good"],
    ]);
    expect(tables.rows("channels").map(({ source_index }) => source_index)).to.deep.equal([
      ...[1, 2, 3, null, null, null, null, null],
    ]);
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal(
      [0.1, 0.2, Number.NaN, 0.4].map((value) => Math.fround(value)),
    );
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.5, 1.25, 2]);
    expect(tables.rows("events").map((one) => [one.onset_s, one.duration_s, one.kind])).to.deep.equal([
      [0, 0.5, "reversal"],
      [1.25, 0.75, "reversal"],
    ]);
    const unread = tables.rows("findings").find(({ rule }) => rule === "not-read");
    expect(unread?.found).to.equal("neuron_categorization");
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("reads the z-scored traces where asked for, and leaves out a recording without them", async () => {
    const options = { quantity: "z_score" };
    const tables = await tablesOf({ "a.json": worm(), "b.json": worm({ trace_array: null }) }, options);
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([1, 2, 3, 4]);
    expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal(["a"]);
    expect(tables.rows("findings").map(({ rule, severity }) => `${rule} ${severity}`)).to.include(
      "quantity-not-held loss",
    );
  });

  const layouts: readonly (readonly [string, unknown, readonly (readonly [number, number])[]])[] = [
    ["pairs", [[1, 2]], [[0, 0.5]]],
    [
      "starts, then ends",
      [
        [1, 2, 4],
        [2, 3, 4],
      ],
      [
        [0, 0.5],
        [0.5, 0.75],
        [2, 0],
      ],
    ],
    [
      "two starts, then two ends",
      [
        [1, 3],
        [2, 4],
      ],
      [
        [0, 0.5],
        [1.25, 0.75],
      ],
    ],
    ["none", [], []],
  ];
  for (const [what, events, expected] of layouts) {
    it(`takes reversals as ${what}`, async () => {
      const tables = await tablesOf({ "a.json": worm({ reversal_events: events }) });
      expect(tables.rows("events").map((one) => [one.onset_s, one.duration_s])).to.deep.equal(expected);
    });
  }

  it("keeps all that fits where stamps are more than frames, and reports the rest", async () => {
    const traces = [[1, 2, 3]];
    const fields = {
      trace_original: traces,
      velocity: [1, 2, 3],
      pumping: undefined,
      reversal_events: [
        [1, 2],
        [4, 4],
      ],
    };
    const tables = await tablesOf({ "a.json": worm(fields, "{}") });
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 3, n_channels: 2 });
    const rules = tables.rows("findings").map(({ rule, place }) => `${place} ${rule}`);
    expect(rules).to.deep.equal([
      "timestamp_confocal more-stamps-than-frames",
      "head_curvature misaligned-series",
      "pumping missing-series",
      "angular_velocity misaligned-series",
      "body_curvature misaligned-series",
      "reversal_events events-after-traces",
      "the whole file not-read",
    ]);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    [
      "fewer stamps than frames",
      worm({ timestamp_confocal: [1, 2] }),
      /timestamp_confocal: expected a stamp for each of 4/,
    ],
    [
      "traces of different length",
      worm({ trace_original: [[1, 2], [1]] }),
      /neuron 2: expected 2 numbers as in the first/,
    ],
    ["traces of text", worm({ trace_original: [["x"]] }), /neuron 1: expected numbers \(entry 0\), found a string/],
    [
      "a reversal before frame 1",
      worm({ reversal_events: [[0, 1]] }),
      /reversal_events: expected pairs of frames from 1/,
    ],
    [
      "a label without a number",
      worm({}, '{"x":{"label":"AVAL"}}'),
      /labeled, x: expected the number of a trace, from 1/,
    ],
    ["a label without a name", worm({}, '{"1":{}}'), /labeled, 1.*: expected a neuron label/],
    ["a list", "[]", /the whole file: expected an object, found a list of 0/],
  ];
  for (const [what, text, message] of broken) {
    it(`refuses ${what}, naming the place`, async () => {
      const error = await caught(tablesOf({ "a.json": text }));
      expect(error.message)
        .to.match(/a\.json/)
        .and.match(message);
    });
  }

  it("reads the lab's HDF5 files like those of dag2023, in the same animal groups", async () => {
    const tables = await tablesOf({ [`${id}-data.h5`]: await hdf5() });
    expect(tables.rows("recordings")[0]).to.include({
      recording_id: id,
      animal_group: `atanas2023:${id}`,
      n_samples: 4,
    });
    expect([...tables.rows("signals")[1]!.values]).to.deep.equal([1, 3, 5, 7].map((value) => value / 8));
    expect(tables.rows("events").map(({ onset_s, duration_s }) => [onset_s, duration_s])).to.deep.equal([[0.5, 0.5]]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("takes the first of two files of one recording, and counts the other as unreadable", async () => {
    const files = { [`${id}-data.h5`]: await hdf5(), [`${id}.json`]: worm() };
    const failures: string[] = [];
    const tables = await tablesOf(files, { onFailure: (item) => failures.push(item) });
    expect(tables.rows("recordings").map(({ source_file }) => source_file)).to.deep.equal([`${folder}/${id}-data.h5`]);
    expect(failures).to.deep.equal([`${id} of ${folder}/${id}.json`]);
  });

  it("is published z-scored, labels in the order of the file, then the other traces by their 0-based column", async () => {
    const sources = await publishedOf({ [`${id}.json`]: worm(), "b-data.h5": await hdf5() });
    expect(sources.map(({ rawDataFile, ids }) => [rawDataFile, ...ids])).to.deep.equal([
      [`${id}.json`, "VB02", "AVA?", "1"],
      ["b-data.h5", "0", "1"],
    ]);
    expect(sources[0]!.traces.map((trace) => [...trace])).to.deep.equal([
      [9, 10, 11, 12],
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect([...sources[0]!.timeS]).to.deep.equal([1000, 1000.5, 1001.25, 1002]);
    expect([...sources[1]!.traces[1]!]).to.deep.equal([1, 3, 5, 7]);
    expect(sources[1]!.timeS).to.have.length(4);
  });

  it("2,000 damaged copies give tables or an error that names the file", async () => {
    const manifest = await loadManifest("flavell2023-wormwideweb");
    const readAll = (bytes: Uint8Array) => collectTables(read(manifest, placed({ "a.json": bytes }), {}));
    const copies = damagedCopies(new TextEncoder().encode(worm()), { seed: 97, count: 2000 });
    const refused = await survive(copies, readAll, { named: "a.json" });
    expect(refused).to.be.within(600, 1990);
  });
});
