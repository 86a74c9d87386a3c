import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openZip } from "../../src/bytes/zip.js";
import { openNwb } from "../../src/formats/nwb.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { writtenHdf5 } from "../support/hdf5-files.js";
import { makeNwb, type NwbPart, nwbSeries, nwbTable } from "../support/make-nwb.js";
import { makeZip } from "../support/make-zip.js";
import { survive } from "../support/survive.js";

const open = (bytes: Uint8Array) => openNwb(memorySource("made.nwb", bytes));
const openParts = async (parts: Readonly<Record<string, NwbPart>>) => open(await makeNwb(parts));
const floats = (...values: number[]) => Float64Array.from(values);

/** Two columns of four samples. */
const matrix = floats(1, 10, 2, 20, 3, 30, 4, 40);

describe("NWB files", () => {
  it("tell what they are, and leave null what they do not say", async () => {
    const nwb = await openParts({
      "/general/session_id": { data: "s7" },
      "/general/subject": { type: "Subject" },
      "/general/subject/subject_id": { data: "worm-1" },
      "/general/subject/cultivation_temp": { data: 20 },
      "/general/subject/notes": { data: ["a", "b"] },
    });
    expect(nwb.version).to.equal("2.6.0");
    expect(nwb.identity).to.deep.equal({
      identifier: "made-1",
      sessionDescription: "made by a test",
      sessionStartTime: "2020-01-02T03:04:05+00:00",
      timestampsReferenceTime: "2020-01-02T03:04:05+00:00",
      experimentDescription: null,
      sessionId: "s7",
      lab: null,
      institution: null,
      subject: { subject_id: "worm-1", cultivation_temp: 20 },
    });
    nwb.close();
  });

  it("list series wherever they are, with windows in the stated unit and seconds", async () => {
    const nwb = await openParts({
      ...nwbSeries("/acquisition/raw", { data: matrix, columns: 2, rate: 4, startingTime: 1.5, unit: "volts" }),
      ...nwbSeries("/processing/m/F/dff", {
        ...{ type: "RoiResponseSeries", data: matrix, columns: 2, conversion: 0.5, offset: 100 },
        timestamps: [0, 0.1, 0.3, 0.7],
      }),
      ...nwbSeries("/stimulus/presentation/odour", { data: ["on", "off"], timestamps: [1, 2] }),
      ...nwbSeries("/acquisition/clockless", { type: "ElectricalSeries", data: floats(7) }),
      "/processing/m/not-a-series": { type: "LabMetaData" },
    });
    expect(nwb.series.map(({ path }) => path).sort()).to.deep.equal([
      ...["/acquisition/clockless", "/acquisition/raw", "/processing/m/F/dff", "/stimulus/presentation/odour"],
    ]);
    const raw = await nwb.openSeries("/acquisition/raw");
    expect(raw).to.include({ unit: "volts", rate: 4, startingTime: 1.5, hasTimestamps: false, dtype: "float64" });
    expect([
      ...(await raw.values([
        [1, 3],
        [1, 2],
      ])),
    ]).to.deep.equal([20, 30]);
    expect([...(await raw.timeS(1, 3))!]).to.deep.equal([1.75, 2]);
    const dff = await nwb.openSeries("/processing/m/F/dff");
    expect(dff).to.include({ neurodataType: "RoiResponseSeries", rate: null, startingTime: null, hasTimestamps: true });
    expect([...(await dff.values([[3, 4], null]))]).to.deep.equal([102, 120]);
    expect([...(await dff.stored([[3, 4], null]))]).to.deep.equal([4, 40]);
    expect([...(await dff.timeS())!]).to.deep.equal([0, 0.1, 0.3, 0.7]);
    expect(await (await nwb.openSeries("/stimulus/presentation/odour")).texts()).to.deep.equal(["on", "off"]);
    expect(await (await nwb.openSeries("/acquisition/clockless")).timeS()).to.equal(null);
    nwb.close();
  });

  it("apply the factor of each channel to its column, in windows too", async () => {
    const nwb = await openParts({
      ...nwbSeries("/acquisition/e", { data: matrix, columns: 2, rate: 1, conversion: 2, offset: 1 }),
      "/acquisition/e/channel_conversion": { data: floats(1, 0.5) },
    });
    const series = await nwb.openSeries("/acquisition/e");
    expect([...(await series.values([[0, 2], null]))]).to.deep.equal([3, 11, 5, 21]);
    expect([
      ...(await series.values([
        [0, 2],
        [1, 2],
      ])),
    ]).to.deep.equal([11, 21]);
    nwb.close();
  });

  it("give tables with ragged columns, references, and the rows that series refer to", async () => {
    const nwb = await openParts({
      ...nwbTable("/general/rois", { x: [1, 2, 3], label: ["AVAL", "", "RIML"], pixels: [[1], [], [2, 3]] }),
      ...nwbTable(
        "/intervals/trials",
        { start_time: [0.5, 2], stop_time: [1, 3], odor: ["NaCl", "light"] },
        "TimeIntervals",
      ),
      ...nwbSeries("/processing/m/F", { type: "RoiResponseSeries", data: matrix, columns: 2, rate: 4 }),
      "/processing/m/F/rois": { data: Int32Array.from([2, 0]), attributes: { table: { to: "/general/rois" } } },
    });
    expect(nwb.tables.map(({ path }) => path).sort()).to.deep.equal(["/general/rois", "/intervals/trials"]);
    expect(nwb.intervals.map(({ path }) => path)).to.deep.equal(["/intervals/trials"]);
    const rois = await nwb.readTable("/general/rois");
    expect(rois.columns.map(({ name, values }) => [name, values])).to.deep.equal([
      ["x", [1, 2, 3]],
      ["label", ["AVAL", "", "RIML"]],
      ["pixels", [[1], [], [2, 3]]],
    ]);
    const [odor] = (await nwb.readTable("/intervals/trials", ["odor"])).columns;
    expect(odor).to.deep.equal({ name: "odor", description: "the odor", values: ["NaCl", "light"] });
    const region = (await (await nwb.openSeries("/processing/m/F")).rois())!;
    expect([region.table, ...region.rows]).to.deep.equal(["/general/rois", 2, 0]);
    expect(await (await nwb.openSeries("/processing/m/F")).electrodes()).to.equal(null);
    nwb.close();
  });

  it("give columns of columns, matrices, truth values and references of electrodes", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_attribute("nwb_version", "2.6.0");
      const table = file.create_group("electrodes");
      table.create_attribute("neurodata_type", "DynamicTable");
      table.create_attribute("colnames", ["group", "deep", "grid"]);
      const column = (name: string, data: number[], shape: number[]) =>
        table.create_dataset({ name, data, shape, dtype: "<i" });
      column("id", [10, 11], [2]);
      const shank = file.create_group("shank").create_reference();
      table.create_dataset({ name: "group", data: [shank, shank], shape: [2], dtype: "Reference" });
      column("deep", [1, 2, 3], [3]);
      column("deep_index", [2, 3, 3], [3]);
      column("deep_index_index", [2, 3], [2]);
      column("grid", [1, 2, 3, 4], [2, 2]);
    });
    const nwb = await open(bytes);
    const { ids, columns } = await nwb.readTable("/electrodes");
    expect([...ids]).to.deep.equal([10, 11]);
    expect(columns.map(({ values }) => values)).to.deep.equal([
      ["/shank", "/shank"],
      [[[1, 2], [3]], [[]]],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    nwb.close();
  });

  it("follow soft links inside the file and no link out of it", async () => {
    const nwb = await openParts({
      ...nwbSeries("/acquisition/own", { data: floats(1, 2), rate: 2 }),
      "/processing/m/copy": { type: "TimeSeries" },
      "/processing/m/copy/data": { softLink: "/acquisition/own/data" },
      "/processing/m/copy/starting_time": { softLink: "/acquisition/own/starting_time" },
      "/stimulus/presentation/again": { softLink: "/acquisition/own" },
      "/acquisition/far": { type: "TimeSeries" },
      "/acquisition/far/data": { externalLink: { file: "other.nwb", path: "/acquisition/own/data" } },
      "/acquisition/far/timestamps": { data: floats(0) },
      "/processing/far": { externalLink: { file: "other.nwb", path: "/processing" } },
    });
    expect([...(await (await nwb.openSeries("/processing/m/copy")).values())]).to.deep.equal([1, 2]);
    expect(nwb.series.map(({ path }) => path)).to.not.include("/stimulus/presentation/again");
    expect([...nwb.externalLinks].sort()).to.deep.equal(["/acquisition/far/data", "/processing/far"]);
    const refused = await caught(nwb.openSeries("/acquisition/far"));
    expect(refused.message).to.match(/made\.nwb: \/acquisition\/far\/data: .*found a link to .*"other\.nwb"/);
    nwb.close();
  });

  it("name what is missing or contradicts itself", async () => {
    const noNwb = await writtenHdf5((file) => file.create_group("g"));
    expect((await caught(open(noNwb))).message).to.match(/made\.nwb: \/: expected the attribute nwb_version/);
    const nwb = await openParts({
      ...nwbSeries("/acquisition/short", { data: floats(1, 2, 3), timestamps: [0, 1] }),
      ...nwbSeries("/acquisition/still", { data: floats(1, 2), rate: 0 }),
      ...nwbTable("/general/t", { a: [1, 2], b: [[1], [2]] }),
      "/general/t/b_index": { data: Int32Array.from([2, 1]) },
      ...nwbTable("/general/short", { a: [1, 2] }),
      "/general/short/a": { data: floats(1) },
    }).catch((error: Error) => error);
    if (nwb instanceof Error) throw nwb;
    const short = await nwb.openSeries("/acquisition/short");
    expect((await caught(short.timeS())).message).to.match(/short\/timestamps: expected 3 time stamps, found 2/);
    expect((await caught(nwb.openSeries("/acquisition/still"))).message).to.match(/rate above 0, found 0 with rate 0/);
    expect((await caught(nwb.readTable("/general/t"))).message).to.match(
      /b_index: expected ends that rise .*1 after 2/,
    );
    expect((await caught(nwb.readTable("/general/short"))).message).to.match(/a: expected 2 rows as in id, found 1/);
    expect((await caught(nwb.openSeries("/general/t"))).message).to.match(/expected a time series, found DynamicTable/);
    expect((await caught(nwb.readTable("/nowhere"))).message).to.match(/expected a table, found none/);
    nwb.close();
  });

  it("that contain themselves end with an error, not with memory", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_attribute("nwb_version", "2.6.0");
      file.create_group("loop").create_hard_link("/", "root");
    });
    expect((await caught(open(bytes))).message).to.match(/nested at most 16 deep, found more/);
  });

  it("are read from a zip archive like from a folder", async () => {
    const bytes = await makeNwb(nwbSeries("/acquisition/s", { data: matrix, columns: 2, rate: 4 }));
    const archive = makeZip([{ name: "animal/one.nwb", bytes, deflated: true }]);
    for (const files of [memoryFiles({ "animal/one.nwb": bytes }), await openZip(memorySource("all.zip", archive))]) {
      const nwb = await openNwb((await files.open("animal/one.nwb"))!);
      expect([...(await (await nwb.openSeries("/acquisition/s")).values())]).to.deep.equal([...matrix]);
      nwb.close();
    }
  });

  it("2,000 damaged copies give data or an error that names the file", async function () {
    this.timeout(120_000);
    const original = await makeNwb({
      ...nwbTable("/general/rois", { x: [1, 2], label: ["AVAL", "RIML"], pixels: [[1], [2, 3]] }),
      ...nwbSeries("/acquisition/F", { type: "RoiResponseSeries", data: matrix, columns: 2, rate: 4 }),
      "/acquisition/F/rois": { data: Int32Array.from([0, 1]), attributes: { table: { to: "/general/rois" } } },
      ...nwbSeries("/acquisition/stamped", { data: floats(1, 2), timestamps: [0, 1] }),
    });
    const copies = damagedCopies(original, { seed: 71, count: 2000 });
    const refused = await survive(copies, readAll, { named: "made.nwb" });
    expect(refused).to.be.within(400, 1990);
  });
});

async function readAll(bytes: Uint8Array): Promise<void> {
  const nwb = await open(bytes);
  try {
    for (const { path } of nwb.series) {
      const series = await nwb.openSeries(path);
      const values = series.dtype === "string" ? await series.texts() : await series.values();
      expect(values).to.have.length(series.shape.reduce((product, length) => product * length, 1));
      const timeS = await series.timeS();
      if (timeS) expect(timeS).to.have.length(series.shape[0] ?? 0);
      await series.rois();
    }
    for (const { path } of nwb.tables) {
      const { ids, columns } = await nwb.readTable(path);
      for (const { values } of columns) expect(values).to.have.length(ids.length);
    }
  } finally {
    nwb.close();
  }
}
