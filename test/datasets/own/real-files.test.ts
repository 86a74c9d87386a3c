import { copyFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect } from "chai";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { initManifest } from "../../../src/node/init-manifest.js";
import type { TableBatch } from "../../../src/tables/batch.js";
import { collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import { type PreparedFiles, prepareOwn } from "./made-worm.js";

/** All samples of each channel, in order. */
async function tracesOf(reading: AsyncIterable<TableBatch>) {
  const { rows } = await collectTables(reading);
  const channels = rows("channels").map(({ channel_index, kind, name, name_rule, status }) => {
    const chunks = rows("signals").filter((chunk) => chunk.channel_index === channel_index);
    return { kind, name, name_rule, status, values: chunks.flatMap(({ values }) => [...values]) };
  });
  return { channels, recordings: rows("recordings") };
}

describe("real files as one's own", () => {
  const folder = temporaryFolder();

  /** Copies a file, asks it, edits the manifest, and prepares it. */
  async function own(file: string, edits: readonly (readonly [string | RegExp, string])[]): Promise<PreparedFiles> {
    await copyFile(file, join(folder(), basename(file)));
    const out = join(folder(), "my-lab.yaml");
    let { text } = await initManifest([join(folder(), basename(file))], { out });
    for (const [words, others] of edits) {
      expect(text).to.match(words instanceof RegExp ? words : new RegExp(words));
      text = text.replace(words, others);
    }
    await writeFile(out, text);
    return { manifest: text, ...(await prepareOwn(out, join(folder(), "out"))) };
  }

  it("the NumPy export of a worm gives what the reader of its dataset gives", async function () {
    const path = "celegans/kato2015/raw_full_data_worm_1.npz";
    const file = realData(this, path);
    const dataset = await loadDataset("kato2015");
    const expected = await tracesOf(dataset.read(folderFiles(mirror!), { only: "worm1" }));
    const neurons = expected.channels.filter(({ kind }) => kind === "neuron");
    const columns = (dataset.manifest.facts.neuron_columns!.value as Record<string, Record<string, number>>).worm1!;
    const labels = neurons.map((_, column) => Object.keys(columns).find((label) => columns[label] === column) ?? null);
    const made = await own(file, [
      ["rate_hz: null", `rate_hz: ${expected.recordings[0]!.sampling_rate_hz}`],
      ["labels: null", `labels: {names: ${JSON.stringify(labels)}}`],
    ]);
    expect(made.channels.map(({ name, name_rule, status }) => [name, name_rule, status])).to.deep.equal(
      neurons.map(({ name, name_rule, status }) => [name, name_rule, status]),
    );
    const { matrix } = made;
    expect(matrix.channels).to.have.length(109);
    for (const [column, { values }] of neurons.entries()) {
      expect(values.every((value, row) => Object.is(value, matrix.values[row * 109 + column]))).to.equal(true);
    }
    expect(made.recordings[0]!.duration_s).to.be.closeTo(1080, 1e-9);
  });

  it("a table with a neuron per row and velocity gives what the reader of its dataset gives", async function () {
    const file = realData(this, "celegans/flavell2023_export/2021-05-26-07_10neurons.csv");
    const dataset = await loadDataset("flavell2023");
    const expected = await tracesOf(dataset.read(folderFiles(mirror!), { only: "2021-05-26-07" }));
    const made = await own(file, [["rate_hz: null", "step_s: 0.6"]]);
    const rows = expected.channels.filter(({ kind }) => kind === "neuron");
    expect(made.matrix.channels).to.have.length(rows.length);
    for (const [column, { values }] of rows.entries()) {
      expect(values.every((value, row) => Object.is(value, made.matrix.values[row * rows.length + column]))).to.equal(
        true,
      );
    }
    expect(made.channels.at(-1)).to.include({ kind: "behaviour", name: "velocity", unit: "0.1 mm/s" });
  });

  it("a table of one neuron, of which one column is the signal", async function () {
    const file = realData(this, "celegans/sengupta_ash_glycerol/imagej/ASH_Glycerol_1_ImageJ_data.csv");
    const made = await own(file, [
      [/columns: rest/, "columns: [signal]"],
      [/labels:\n {2}header: true.*/, "labels: {names: [ASH]}"],
      [/quantity: null/, "quantity: dff"],
    ]);
    expect(
      made.channels.map(({ name_source, neuron_class, quantity }) => [name_source, neuron_class, quantity]),
    ).to.deep.equal([["ASH", "ASH", "dff"]]);
    // first and last line of the file
    expect(made.matrix.values[0]).to.equal(Math.fround(0.052521114288543246));
    expect(made.matrix.values[359]).to.equal(Math.fround(-0.3286168849842323));
    expect(made.recordings[0]).to.include({ sampling_rate_hz: 4, n_samples: 360, duration_s: 90 });
    expect(made.findings.map(({ rule }) => rule)).to.deep.equal(["time-origin"]);
  });

  it("a matrix of MATLAB", async function () {
    const file = realData(this, "celegans/kato2015/third_party_worm1_dff.mat");
    const made = await own(file, [["rate_hz: null", "rate_hz: 2.9"]]);
    expect([made.recordings[0]!.n_samples, made.recordings[0]!.n_channels]).to.deep.equal([3137, 109]);
    // reference values by SciPy 1.17: copyer[0, 0], copyer[3136, 108], copyer[1000, 50]
    const at = (row: number, column: number) => made.matrix.values[row * 109 + column];
    expect([at(0, 0), at(3136, 108), at(1000, 50)]).to.deep.equal(
      [0.06862934683482513, 0.13809006353433495, 0.2322496997681313].map(Math.fround),
    );
  });
});
