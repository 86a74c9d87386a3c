import { expect } from "chai";
import { writtenHdf5 } from "../../support/hdf5-files.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeMat73 } from "../../support/make-mat73.js";
import { makeNpy as makeTypedNpy } from "../../support/make-npy.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { makeNwb, nwbSeries, nwbTable } from "../../support/make-nwb.js";
import { makeZip } from "../../support/make-zip.js";
import { cell, column, matrix as makeMatrix, row, struct } from "../../support/mat-input.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import {
  columnsTable,
  expectMadeWorm,
  initAndPrepare,
  labels,
  matrixRows,
  sampleNumbers,
  samples,
  stepS,
  timeAt,
  traceNumbers,
  valueAt,
  velocityAt,
  velocityName,
} from "./made-worm.js";

const encode = (text: string) => new TextEncoder().encode(text);
const rate: readonly [string, string] = ["rate_hz: null", `rate_hz: ${1 / stepS}`];
const transposed = traceNumbers.map((trace) => sampleNumbers.map((sample) => valueAt(sample, trace)));
const stamps = Float64Array.from(sampleNumbers, timeAt);

/** A table with a neuron per row, the samples under `head`, a column of metadata before and velocity at the end. */
function rowsTable(head: readonly (string | number)[] | null): string {
  const lines = transposed.map((trace, index) => [labels[index]!, `ROI ${index}`, ...trace].join(","));
  const velocity = [velocityName, "tracking", ...sampleNumbers.map(velocityAt)].join(",");
  return [...(head ? [["neuron", "note", ...head].join(",")] : []), ...lines, velocity].join("\r\n");
}

describe("files of one's own, from init to a matrix", () => {
  const folder = temporaryFolder();

  it("a CSV file with a neuron per column needs no edit", async () => {
    const made = await initAndPrepare(folder(), { "worm1.csv": columnsTable() });
    expectMadeWorm(made);
    const velocity = made.channels.at(-1)!;
    expect(velocity).to.include({ kind: "behaviour", name: "velocity", name_source: velocityName, unit: "0.1 mm/s" });
    expect(made.recordings[0]).to.include({ recording_id: "worm1", sampling_rate_hz: 4, n_samples: samples });
    expect(made.recordings[0]!.duration_s).to.equal(samples * stepS);
    expect(made.channels.map(({ unit }) => unit)).to.deep.equal([...labels.map(() => null), "0.1 mm/s"]);
    expect(made.channels[0]!.quantity).to.equal("unstated");
    expect(made.findings.map(({ rule }) => rule)).to.deep.equal(["quantity-unstated"]);
  });

  const tables: readonly (readonly [
    string,
    Readonly<Record<string, string | Uint8Array>>,
    readonly (readonly [string, string])[],
  ])[] = [
    ["TSV", { "w.tsv": columnsTable("\t") }, []],
    ["tabs in a .txt", { "w.txt": columnsTable("\t") }, []],
    ["semicolons and decimal commas", { "w.csv": columnsTable(";", (value) => String(value).replace(".", ",")) }, []],
    ["Windows line ends and a byte order mark", { "w.csv": `\uFEFF${columnsTable().replaceAll("\n", "\r\n")}` }, []],
    [
      "quoted names",
      { "w.csv": columnsTable().replace("AVA?", '"AVA?"').replace(velocityName, `"${velocityName}"`) },
      [],
    ],
    ["a neuron per row under a header of seconds", { "w.csv": rowsTable(sampleNumbers.map(timeAt)) }, []],
    ["a neuron per row under a header of frames", { "w.csv": rowsTable(sampleNumbers.map((k) => k + 100)) }, [rate]],
    ["a neuron per row without header", { "w.csv": rowsTable(null) }, [rate]],
    [
      "the same inside a zip",
      { "lab.zip": makeZip([{ name: "day1/w.csv", bytes: encode(columnsTable()), deflated: true }]) },
      [],
    ],
  ];
  for (const [what, files, edits] of tables) {
    it(what, async () => {
      const made = await initAndPrepare(folder(), files, { edits });
      expectMadeWorm(made);
      expect(made.channels.at(-1)).to.include({ kind: "behaviour", name: "velocity", unit: "0.1 mm/s" });
      expect(made.recordings.map(({ recording_id }) => recording_id)).to.deep.equal(["w"]);
    });
  }

  it("Latin-1 text is read as such, and said", async () => {
    const text = columnsTable().replace(velocityName, "Velocity (µm/s)");
    const made = await initAndPrepare(folder(), { "w.csv": Buffer.from(text, "latin1") });
    expectMadeWorm(made);
    expect(made.manifest).to.match(/encoding: windows-1252 {2}# likely/);
    expect(made.channels.at(-1)).to.include({ unit: "µm/s" });
  });

  it("milliseconds, minutes and stamps that do not begin at 0", async () => {
    for (const [unit, factor] of [
      ["ms", 1000],
      ["min", 1 / 60],
    ] as const) {
      const head = columnsTable().split("\n")[0]!.replace("time (s)", `t [${unit}]`);
      const rows = sampleNumbers.map((k) => [12 + timeAt(k) * factor, ...matrixRows[k]!, velocityAt(k)].join(","));
      const made = await initAndPrepare(`${folder()}/${unit}`, { "w.csv": [head, ...rows].join("\n") });
      expect(made.manifest).to.contain(`unit: ${unit}  # sure`);
      for (const [k, time] of made.matrix.timeS.entries()) expect(time).to.be.closeTo(timeAt(k), 1e-9);
      expect(made.recordings[0]!.sampling_rate_hz).to.be.closeTo(4, 1e-9);
      expect(made.findings.map(({ rule }) => rule)).to.include("time-origin");
    }
  });

  it("stamps of an irregular clock are kept one by one", async () => {
    const irregular = sampleNumbers.map((k) => timeAt(k) + (k % 3) * 0.01);
    const rows = sampleNumbers.map((k) => [irregular[k], ...matrixRows[k]!].join(","));
    const made = await initAndPrepare(folder(), { "w.csv": [["time_s", ...labels].join(","), ...rows].join("\n") });
    expect(Array.from(made.matrix.timeS)).to.deep.equal(irregular);
    expect(made.recordings[0]!.sampling_rate_hz).to.equal(null);
  });

  const arrays: readonly (readonly [string, () => Promise<Readonly<Record<string, Uint8Array | string>>>])[] = [
    [
      "NPY, C order, labels beside",
      async () => ({
        "w.npy": makeNpy([samples, labels.length], matrixRows.flat()),
        "w_labels.txt": labels.join("\n"),
      }),
    ],
    [
      "NPY, Fortran order",
      async () => ({
        "w.npy": makeNpy([samples, labels.length], transposed.flat(), true),
        "labels.txt": `${labels.join("\r\n")}\r\n`,
      }),
    ],
    [
      "NPY, a neuron per row",
      async () => ({
        "w.npy": makeNpy([labels.length, samples], transposed.flat()),
        "w-labels.csv": labels.join("\n"),
      }),
    ],
    [
      "NPZ",
      async () => ({
        "w.npz": makeNpz({
          dff: makeNpy([samples, labels.length], matrixRows.flat()),
          time_s: makeNpy([samples], [...stamps]),
          names: textNpy(labels),
        }),
      }),
    ],
    [
      "MAT 5",
      async () => ({
        "w.mat": makeMat5({
          traces: makeMatrix(matrixRows),
          timeVectorSeconds: column(stamps),
          IDs: cell([...labels]),
          speed: row(sampleNumbers.map(velocityAt)),
        }),
      }),
    ],
    [
      "MAT 5, compressed, a neuron per row, in a structure",
      async () => ({
        "w.mat": makeMat5(
          {
            worm: struct({
              fps: 4,
              NeuronNames: cell(labels.map((name) => cell([name]))),
              deltaFOverF_bc: makeMatrix(transposed),
            }),
          },
          { compressed: true },
        ),
      }),
    ],
    [
      "MAT 7.3",
      async () => ({
        "w.mat": await makeMat73({ traces: makeMatrix(matrixRows), tv: row(stamps), neuron_ID: cell([...labels]) }),
      }),
    ],
    [
      "HDF5",
      async () => ({
        "w.h5": await writtenHdf5((file) => {
          file.create_group("gcamp");
          file.create_dataset({
            name: "gcamp/traces",
            data: Float64Array.from(transposed.flat()),
            shape: [labels.length, samples],
          });
          file.create_dataset({ name: "gcamp/time_s", data: stamps, shape: [samples] });
          file.create_dataset({ name: "gcamp/labels", data: [...labels], shape: [labels.length], dtype: "S8" });
        }),
      }),
    ],
    [
      "NWB with stamps",
      async () => ({
        "w.nwb": await makeNwb({
          ...nwbSeries("/processing/CalciumActivity/dff", {
            type: "RoiResponseSeries",
            data: Float64Array.from(matrixRows.flat()),
            columns: labels.length,
            timestamps: [...stamps],
          }),
          ...nwbTable("/processing/CalciumActivity/NeuronIDs", { labels: [...labels] }),
        }),
      }),
    ],
    [
      "NWB with a rate",
      async () => ({
        "w.nwb": await makeNwb({
          ...nwbSeries("/acquisition/raw", {
            data: Float64Array.from(matrixRows.flat(), (value) => value * 2),
            conversion: 0.5,
            columns: labels.length,
            rate: 4,
          }),
          ...nwbTable("/general/cells", { names: [...labels] }),
        }),
      }),
    ],
  ];
  for (const [what, make] of arrays) {
    it(what, async () => {
      const files = await make();
      const given = Object.keys(files).filter((name) => name.startsWith("w."));
      const edits = what.startsWith("NPY") ? [rate] : [];
      const made = await initAndPrepare(folder(), files, { given, edits });
      expectMadeWorm(made);
      if (what === "MAT 5") expect(made.channels.at(-1)).to.include({ kind: "behaviour", name: "speed" });
    });
  }

  it("a file without labels stays without", async () => {
    const bytes = makeNpy([samples, labels.length], matrixRows.flat());
    expectMadeWorm(await initAndPrepare(folder(), { "w.npy": bytes }, { edits: [rate] }), { labelled: false });
  });

  it("labels from a file that is named, and an NPY file inside a zip", async () => {
    const bytes = makeNpy([samples, labels.length], matrixRows.flat());
    const files = { "a/lab.zip": makeZip([{ name: "w.npy", bytes }]), "names.tsv": labels.join("\n") };
    const made = await initAndPrepare(folder(), files, { given: ["a/lab.zip"], labels: "names.tsv", edits: [rate] });
    expectMadeWorm(made);
  });

  it("two recordings share what they have in common, and each says what it has of its own", async () => {
    const second = columnsTable()
      .replace("time (s)", "frame")
      .replaceAll(/^([\d.]+),/gm, (_, t) => `${Number(t) * 4},`);
    const files = { "worm1.csv": columnsTable(), "worm2.csv": columnsTable(), "day2/worm1.csv": second };
    const edits = [["rate_hz: null", "rate_hz: 4"]] as const;
    const made = await initAndPrepare(folder(), files, { edits });
    expectMadeWorm({ ...made, channels: made.channels.filter(({ recording_id }) => recording_id === "worm1.csv") });
    expect(made.recordings.map(({ recording_id, sampling_rate_hz }) => [recording_id, sampling_rate_hz])).to.deep.equal(
      [
        ["worm1.csv", 4],
        ["worm2.csv", 4],
        ["day2-worm1.csv", 4],
      ],
    );
    expect(made.manifest.match(/^time:/gm)).to.have.length(1);
    expect(made.manifest.match(/^ {4}time:/gm)).to.have.length(1);
    expect(made.manifest.match(/^ *traces:/gm)).to.have.length(1);
  });

  it("prepares one of the recordings inside of a zip with only", async () => {
    const bytes = encode(columnsTable());
    const files = {
      "lab.zip": makeZip([
        { name: "w1.csv", bytes },
        { name: "w2.csv", bytes },
        { name: "read.me", bytes },
      ]),
    };
    const made = await initAndPrepare(folder(), files, { only: "w2" });
    expect(made.recordings.map(({ recording_id }) => recording_id)).to.deep.equal(["w2"]);
    expectMadeWorm(made);
  });

  it("prepares one of several recordings with only", async () => {
    const files = { "worm1.csv": columnsTable(), "worm2.csv": columnsTable() };
    const made = await initAndPrepare(folder(), files, { only: "*2" });
    expect(made.recordings.map(({ recording_id }) => recording_id)).to.deep.equal(["worm2"]);
  });
});

/** A list of texts as NumPy stores it, four bytes per character. */
function textNpy(texts: readonly string[]): Uint8Array {
  const width = Math.max(...texts.map((text) => text.length));
  const units = Uint32Array.from(
    texts.flatMap((text) => [...text.padEnd(width, "\0")].map((one) => one.charCodeAt(0))),
  );
  return makeTypedNpy({ descr: `<U${width}`, shape: [texts.length] }, new Uint8Array(units.buffer));
}
