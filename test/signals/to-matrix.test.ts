import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDataset } from "../../src/node/open-tables.js";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { type ToMatrixOptions, toMatrix } from "../../src/signals/to-matrix.js";
import { batchOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { datasetOf, type Recording } from "../../src/tables/open-dataset.js";
import { smallDataset } from "../tables/small-dataset.js";

async function firstRecording(): Promise<Recording> {
  const { value } = await datasetOf(memoryTables(smallDataset(), { partition: "x" }))
    .recordings()
    .next();
  return value!;
}

async function column(options: ToMatrixOptions, index = 0) {
  const { values, mask, timeS, channels } = await toMatrix(await firstRecording(), options);
  const pick = <T>(all: ArrayLike<T>) => Array.from(timeS, (_, row) => all[row * channels.length + index]!);
  return { values: pick(values), mask: pick(mask), timeS: Array.from(timeS), channels };
}

describe("toMatrix", () => {
  it("gives native samples on their own clock, missing ones masked", async () => {
    const { values, mask, timeS } = await column({ channels: ["AVAL", "AVAR"] }, 1);
    expect(timeS.slice(0, 4)).to.deep.equal([0, 0.51, 1, 1.51]);
    expect(values.slice(0, 5)).to.deep.equal([0, -1, -2, Number.NaN, -4]);
    expect(mask).to.deep.equal(Array.from({ length: 40 }, (_, k) => (k === 3 ? 0 : 1)));
  });

  it("brings slow and fast channels onto one grid", async () => {
    const options = { channels: ["AVAL", "AVAR", "velocity"], rateHz: 4 };
    const slow = await column(options, 0);
    expect(slow.timeS).to.deep.equal(Array.from({ length: 80 }, (_, k) => k / 4));
    expect(slow.values[1]).to.be.closeTo(0.25 / 0.51, 1e-12);
    // the last stamp of the clock is 19.51
    expect(slow.mask.slice(-3)).to.deep.equal([1, 1, 0]);
    const gappy = await column(options, 1);
    expect(gappy.mask.slice(3, 10)).to.deep.equal([1, 1, 0, 0, 0, 1, 1]);
    const fast = await column(options, 2);
    // samples at 0.9, 1.0 and 1.1 lie in the block from 0.875 to 1.125
    expect(fast.values[4]).to.be.closeTo(1, 1e-6);
    expect([fast.mask[0], fast.mask[1]]).to.deep.equal([0, 1]);
  });

  it("keeps a column for a channel that is not there", async () => {
    const { mask, values, channels } = await column({ channels: ["RIML", 7, "AVAL"], rateHz: 3 });
    expect(mask.every((valid) => valid === 0)).to.equal(true);
    expect(values.every((value) => Number.isNaN(value))).to.equal(true);
    expect(channels.map(({ asked, problem }) => [asked, problem])).to.deep.equal([
      ["RIML", "absent"],
      [7, "absent"],
      ["AVAL", null],
    ]);
  });

  it("chooses by index, by a test of the row, by quantity, or all", async () => {
    const chosen = async (options: ToMatrixOptions) =>
      (await column({ rateHz: 1, ...options })).channels.map(({ channel }) => channel?.channel_index);
    expect(await chosen({ channels: [2, 0] })).to.deep.equal([2, 0]);
    expect(await chosen({ channels: ({ kind }) => kind === "neuron" })).to.deep.equal([0, 1]);
    expect(await chosen({ quantity: "velocity" })).to.deep.equal([2]);
    expect(await chosen({})).to.deep.equal([0, 1, 2]);
  });

  it("covers the window and nothing else", async () => {
    const window = { startS: 2, endS: 4 };
    expect((await column({ channels: ["AVAL"], window })).values).to.deep.equal([4, 5, 6, 7]);
    expect((await column({ channels: ["AVAL"], window, rateHz: 2 })).timeS).to.deep.equal([2, 2.5, 3, 3.5]);
    expect((await column({ channels: ["AVAL"], window: { startS: 99 } })).timeS).to.deep.equal([]);
  });

  it("does not choose between two traces of one name", async () => {
    const [recordings, channels, ...rest] = smallDataset({ recordings: 1 });
    const name = ["AVAL", "AVAL", null];
    const twice = { table: "channels", columns: { ...channels!.columns, name } } as const;
    const marked = { ...twice, columns: { ...twice.columns, status: ["duplicate", "duplicate", "good"] } };
    for (const batch of [twice, marked]) {
      const dataset = datasetOf(memoryTables([recordings!, batch, ...rest]));
      for await (const recording of dataset.recordings()) {
        const { channels: found } = await toMatrix(recording, { channels: ["AVAL"], rateHz: 1 });
        expect(found).to.deep.equal([{ asked: "AVAL", channel: null, problem: "ambiguous" }]);
      }
    }
  });

  it("joins chunks, and leaves out samples that no chunk holds", async () => {
    const [recordings, channels, clocks] = smallDataset({ recordings: 1, samples: 6 });
    const chunk = (chunk_index: number, start_sample: number, ...values: number[]) => {
      const row = { recording_id: "worm 0", channel_index: 0, chunk_index, start_sample, start_s: start_sample / 2 };
      return { ...row, values: Float32Array.from(values) };
    };
    const signals = batchOf("signals", [chunk(1, 4, 14, 15), chunk(0, 0, 10, 11)]);
    const { recordings: all } = datasetOf(memoryTables([recordings!, channels!, clocks!, signals]));
    for await (const recording of all()) {
      const { values, mask } = await toMatrix(recording, { channels: [0] });
      expect(values).to.deep.equal(Float64Array.of(10, 11, Number.NaN, Number.NaN, 14, 15));
      expect(mask).to.deep.equal(Uint8Array.of(1, 1, 0, 0, 1, 1));
    }
  });

  it("asks for a rate where clocks differ, and for a sensible one", async () => {
    const tagOf = (options: ToMatrixOptions) => column(options).catch((error) => error.message);
    expect(await tagOf({})).to.include("give rateHz");
    for (const rateHz of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await tagOf({ rateHz })).to.include("a positive number");
    }
  });

  it("answers the worm modeller in a few lines", async () => {
    const out = await mkdtemp(join(tmpdir(), "neuroloom-matrix-"));
    try {
      for (const value of ["a", "b"]) {
        const writer = createFolderWriter(out, { partition: { name: "dataset_id", value } });
        for (const batch of smallDataset({ offset: value === "a" ? 0 : 500 })) await writer.write(batch);
        await writer.finish();
      }
      const seen: unknown[] = [];
      const dataset = await openDataset(out);
      for await (const recording of dataset.recordings()) {
        const channels = ["AVAL", "AVAR", "RIML", "velocity"];
        const { values, mask, timeS } = await toMatrix(recording, { channels, rateHz: 3 });
        seen.push([
          recording.row.dataset_id,
          recording.row.recording_id,
          timeS.length,
          values[3 * 4]! > 400,
          mask[4 * 4 + 2],
        ]);
      }
      expect(seen).to.deep.equal([
        ["a", "worm 0", 60, false, 0],
        ["a", "worm 1", 60, false, 0],
        ["b", "worm 0", 60, true, 0],
        ["b", "worm 1", 60, true, 0],
      ]);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });
});
