import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/nejatbakhsh2020/read.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectPublished } from "../../support/collect-published.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeNwb, type NwbPart, nwbSeries, nwbTable } from "../../support/make-nwb.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";

const folder = "celegans/nejatbakhsh2020";
const module = "/processing/CalciumActivity";
const series = `${module}/SignalRawFluor/SignalCalciumImResponseSeries`;
const none = Number.NaN;
/** Four samples of three neurons; the second has no value. */
const data = Float64Array.from([1, none, 3, 11, none, 13, 21, none, 23, 31, none, none]);

type Clock = Pick<Parameters<typeof nwbSeries>[1], "rate" | "startingTime" | "timestamps" | "conversion" | "offset">;

function animal(clock: Clock, more: Readonly<Record<string, NwbPart>> = {}): Promise<Uint8Array> {
  return makeNwb({
    ...nwbSeries(series, { type: "RoiResponseSeries", data, columns: 3, unit: "counts", ...clock }),
    [`${module}/NeuronIDs`]: { type: "SegmentationLabels" },
    [`${module}/NeuronIDs/labels`]: { data: ["AVAL", "RIML", "AWC"] },
    ...more,
  });
}

const placed = (files: Readonly<Record<string, Uint8Array>>) =>
  memoryFiles(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes])));
const tablesOf = async (files: Readonly<Record<string, Uint8Array>>, options: ReadOptions = {}) =>
  collectTables(read(await loadManifest("nejatbakhsh2020"), placed(files), options));
const publishedOf = async (files: Readonly<Record<string, Uint8Array>>) =>
  collectPublished(readPublished(await loadManifest("nejatbakhsh2020"), placed(files), {}));

describe("nejatbakhsh2020, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("nejatbakhsh2020");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("keeps columns without a value as bad traces with their names, at the rate of the file", async () => {
    const subject = {
      "/general/subject/subject_id": { data: "worm-7" },
      "/general/subject/strain": { data: "OH16230" },
    };
    const tables = await tablesOf({ "7/one.nwb": await animal({ rate: 2, startingTime: 5 }, subject) });
    expect(tables.rows("recordings")[0]).to.include({
      ...{ recording_id: "one", subject_id: "worm-7", condition: "OH16230", animal_group: "OH16230-heads" },
      ...{ sampling_rate_hz: 2, n_samples: 4, n_channels: 3, duration_s: 2, start_utc: Date.UTC(2020, 0, 2, 3, 4, 5) },
      source_file: `${folder}/7/one.nwb`,
    });
    expect(
      tables.rows("channels").map((one) => [one.name, one.neuron_class, one.status, one.unit, one.source_index]),
    ).to.deep.equal([
      ["AVAL", "AVA", "good", "counts", 1],
      ["RIML", "RIM", "bad", "counts", 2],
      [null, "AWC", "good", "counts", 3],
    ]);
    expect(tables.rows("signals").map(({ values }) => [...values])).to.deep.equal([
      [1, 11, 21, 31],
      [none, none, none, none],
      [3, 13, 23, none],
    ]);
    expect(tables.rows("findings").map(({ rule }) => rule)).to.deep.equal(["missing-samples"]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("takes time stamps where there are some, and the nominal rate where there is neither, saying so", async () => {
    const stamped = await tablesOf({ "a.nwb": await animal({ timestamps: [7, 7.25, 7.5, 8] }) });
    expect([...stamped.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.25, 0.5, 1]);
    expect(stamped.rows("recordings")[0]).to.include({ sampling_rate_hz: null, duration_s: 1.25 });
    const bare = await tablesOf({ "a.nwb": await animal({}) });
    expect(bare.rows("recordings")[0]).to.include({ sampling_rate_hz: 4, duration_s: 1, subject_id: "a" });
    const [clock] = bare.rows("findings");
    expect(clock).to.include({ rule: "nominal-clock", severity: "repair", action: "times are nominal: frame / 4 Hz" });
  });

  it("brings trials, stimuli and annotations along, counted from the first sample", async () => {
    const bytes = await animal(
      { rate: 2, startingTime: 5 },
      {
        ...nwbTable("/intervals/trials", { start_time: [6, none], stop_time: [8, 9], n: [1, 2] }, "TimeIntervals"),
        ...nwbTable("/stimulus/presentation/odours", { start_time: [5.5], stop_time: [none], odour: ["NaCl"] }),
        ...nwbSeries("/acquisition/notes", { type: "AnnotationSeries", data: ["moved"], timestamps: [5.25] }),
        ...nwbSeries("/acquisition/speed", { data: Float64Array.from([1]), rate: 1 }),
      },
    );
    const tables = await tablesOf({ "a.nwb": bytes });
    expect(
      tables
        .rows("events")
        .map((one) => [one.onset_s, one.duration_s, one.kind, one.label, JSON.parse(one.attributes!)]),
    ).to.deep.equal([
      [0.25, null, "annotation", "moved", { series: "/acquisition/notes" }],
      [0.5, null, "stimulus", "NaCl", { table: "/stimulus/presentation/odours" }],
      [1, 2, "trial", null, { table: "/intervals/trials", n: 1 }],
    ]);
    const unread = tables.rows("findings").find(({ rule }) => rule === "not-read");
    expect(unread?.found).to.equal("/acquisition/speed");
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("gives the weighted middle of voxel masks in metres where the spacing of their grid is known", async () => {
    const table = `${module}/Segmentation/Neurons`;
    const parts = (unit: string): Record<string, NwbPart> => ({
      "/general/optophysiology/plane": { type: "ImagingPlane" },
      "/general/optophysiology/plane/grid_spacing": { data: Float64Array.from([0.5, 0.5, 2]), attributes: { unit } },
      [table]: { type: "PlaneSegmentation", attributes: { colnames: ["voxel_mask"] } },
      [`${table}/id`]: { data: Int32Array.from([0, 1]) },
      [`${table}/imaging_plane`]: { softLink: "/general/optophysiology/plane" },
      [`${table}/voxel_mask`]: {
        voxels: [
          [1, 2, 3, 1],
          [4, 2, 3, 2],
          [10, 20, 30, 1],
        ],
      },
      [`${table}/voxel_mask_index`]: { data: Int32Array.from([2, 3]) },
      [`${series}/rois`]: { data: Int32Array.from([1, 0, 0]), attributes: { table: { to: table } } },
    });
    const known = await tablesOf({ "a.nwb": await animal({ rate: 4 }, parts("micrometers")) });
    const positions = known.rows("channels").map(({ x_m, y_m, z_m }) => [x_m, y_m, z_m].map((value) => value! * 1e6));
    for (const [column, expected] of [
      [5, 10, 60],
      [1.5, 1, 6],
      [1.5, 1, 6],
    ].entries()) {
      for (const [axis, value] of expected.entries()) expect(positions[column]![axis]).to.be.closeTo(value, 1e-9);
    }
    expect(known.rows("channels")[0]!.coordinate_frame).to.equal(
      `voxels of ${table}/imaging_plane, from the first one`,
    );
    const unknown = await tablesOf({ "a.nwb": await animal({ rate: 4 }, parts("pixels")) });
    expect(unknown.rows("channels")[0]!.x_m).to.equal(null);
    expect(unknown.rows("findings").map(({ rule }) => rule)).to.include("positions-not-read");
  });

  it("reads values in the unit of the series, and publishes the stored ones at frame / 4 without empty columns", async () => {
    const files = { "2/b.nwb": await animal({ rate: 2, conversion: 0.5, offset: 100 }), "1/c.nwb": await animal({}) };
    const tables = await tablesOf(files, { only: "b" });
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([100.5, 105.5, 110.5, 115.5]);
    const sources = await publishedOf(files);
    expect(sources.map(({ rawDataFile, ids }) => [rawDataFile, ...ids])).to.deep.equal([
      ["c.nwb", "AVAL", "AWC"],
      ["b.nwb", "AVAL", "AWC"],
    ]);
    expect(sources[1]!.traces.map((trace) => [...trace])).to.deep.equal([
      [1, 11, 21, 31],
      [3, 13, 23, none],
    ]);
    expect([...sources[1]!.timeS]).to.deep.equal([0, 0.25, 0.5, 0.75]);
  });

  it("refuses a file without the series or the labels, and notes labels that are too few", async () => {
    const bytes = await makeNwb(nwbSeries("/acquisition/other", { data, rate: 1 }));
    expect((await caught(tablesOf({ "a.nwb": bytes }))).message).to.match(
      /SignalCalciumImResponseSeries: expected a time/,
    );
    const few = await animal({ rate: 4 }, { [`${module}/NeuronIDs/labels`]: { data: ["AVAL"] } });
    const tables = await tablesOf({ "a.nwb": few });
    expect(tables.rows("channels").map(({ name_source }) => name_source)).to.deep.equal(["AVAL", null, null]);
    expect(tables.rows("findings").map(({ rule, found }) => `${rule}: ${found}`)).to.include(
      "labels-and-columns: 1 labels for 3 columns",
    );
  });

  it("gives tables or a tagged error for damaged files", async () => {
    const manifest = await loadManifest("nejatbakhsh2020");
    const sound = await animal({ rate: 4 });
    const readAll = (bytes: Uint8Array) => collectTables(read(manifest, placed({ "a.nwb": bytes }), {}));
    const refused = await survive(damagedCopies(sound, { seed: 95, count: 300 }), readAll);
    expect(refused).to.be.within(60, 299);
  });
});
