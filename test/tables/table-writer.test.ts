import { expect } from "chai";
import type { FileSet } from "../../src/bytes/file-set.js";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { EmptyResultError, TableError } from "../../src/errors.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { readDatasetIndex, type TableFolder } from "../../src/tables/dataset-index.js";
import { openTables } from "../../src/tables/open-tables.js";
import { readFooter } from "../../src/tables/parquet/read-parquet.js";
import { createTableWriter, type TableWriterOptions } from "../../src/tables/table-writer.js";
import { validate } from "../../src/tables/validate.js";
import { smallDataset } from "./small-dataset.js";

async function write(
  folder: TableFolder,
  value: string,
  batches: readonly TableBatch[],
  options: Partial<TableWriterOptions> = {},
) {
  const writer = createTableWriter(folder, { partition: { name: "dataset_id", value }, ...options });
  for (const batch of batches) await writer.write(batch);
  return writer.finish();
}

async function pathsOf(files: FileSet): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of files.list()) paths.push(path);
  return paths;
}

async function firstSample(files: FileSet, dataset_id: string): Promise<number | undefined> {
  const query = { where: { dataset_id, channel_index: 0 }, columns: ["values"] };
  for await (const batch of (await openTables(files)).read("signals", query)) {
    return (batch.columns.values![0] as Float32Array)[0];
  }
  return undefined;
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("the table writer", () => {
  it("writes hive folders and an index, which validate finds sound", async () => {
    const folder = memoryFolder();
    const parts = await write(folder, "kato2015", smallDataset());
    expect(parts.map(({ table, rows }) => [table, rows])).to.deep.equal([
      ["recordings", 2],
      ["channels", 6],
      ["clocks", 2],
      ["signals", 6],
      ["events", 4],
    ]);
    expect(await pathsOf(folder)).to.deep.equal([
      "_index/dataset_id=kato2015.json",
      "channels/dataset_id=kato2015/part-00000.parquet",
      "clocks/dataset_id=kato2015/part-00000.parquet",
      "dataset.json",
      "events/dataset_id=kato2015/part-00000.parquet",
      "recordings/dataset_id=kato2015/part-00000.parquet",
      "signals/dataset_id=kato2015/part-00000.parquet",
    ]);
    expect(await validate(folder)).to.deep.equal([]);
  });

  it("notes the meaning of the columns, the manifest's identity and the tool in every part", async () => {
    const folder = memoryFolder();
    const manifest = { id: "x", title: "Worms", licence: { spdx: "CC0-1.0" }, files: ["long"] };
    const metadata = { toolVersion: "1.2.3", manifest, facts: { own: "yes" } };
    await write(folder, "x", smallDataset(), { metadata });
    const { metadata: footer } = await readFooter((await folder.open("signals/dataset_id=x/part-00000.parquet"))!);
    const notes = Object.fromEntries(footer.key_value_metadata!.map(({ key, value }) => [key, value]));
    expect(notes).to.include({ "neuroloom.table": "signals", "neuroloom.dataset_id": "x", own: "yes" });
    expect(notes).to.include({ "neuroloom.schema_version": "1", "neuroloom.tool_version": "1.2.3" });
    expect(JSON.parse(notes["neuroloom.manifest"]!)).to.deep.equal({
      id: "x",
      title: "Worms",
      licence: manifest.licence,
    });
    expect(JSON.parse(notes["neuroloom.columns"]!).start_s.unit).to.equal("s");
    expect((await readDatasetIndex(folder))?.partitions[0]?.manifest).to.deep.equal(manifest);
  });

  it("shows nothing before finish, and keeps the old tables when it is aborted", async () => {
    const folder = memoryFolder();
    await write(folder, "x", smallDataset());
    const before = await pathsOf(folder);
    const writer = createTableWriter(folder, { partition: { name: "dataset_id", value: "x" }, partBytes: 1 });
    for (const batch of smallDataset({ offset: 100 })) await writer.write(batch);
    expect(await pathsOf(folder)).to.deep.equal(before);
    expect(await firstSample(folder, "x")).to.equal(0);
    await writer.abort();
    expect(await validate(folder)).to.deep.equal([]);
    expect(await firstSample(folder, "x")).to.equal(0);
  });

  it("replaces an earlier run and removes its parts and tables that are no more", async () => {
    const folder = memoryFolder();
    const many = Array.from({ length: 6 }, (_, channel) =>
      batchOf("signals", [
        {
          recording_id: "worm 0",
          channel_index: channel,
          chunk_index: 0,
          start_sample: 0,
          start_s: 0,
          values: new Float32Array(40),
        },
      ]),
    );
    await write(folder, "x", [...smallDataset().filter(({ table }) => table !== "signals"), ...many], {
      partBytes: 1,
      rowGroupBytes: 1,
    });
    expect((await pathsOf(folder)).filter((path) => path.startsWith("signals/"))).to.have.length(6);
    const draft = await folder.create("signals/dataset_id=x/.part-00009.parquet.0123.partial");
    await draft.write(new Uint8Array(3));
    await draft.close();
    await write(folder, "x", smallDataset({ offset: 7 }).slice(0, 4));
    const left = await pathsOf(folder);
    expect(left.filter((path) => path.startsWith("signals/"))).to.deep.equal([
      "signals/dataset_id=x/part-00000.parquet",
    ]);
    expect(left.some((path) => path.startsWith("events/"))).to.equal(false);
    expect(await firstSample(folder, "x")).to.equal(7);
    expect(await validate(folder)).to.deep.equal([]);
  });

  it("keeps two datasets of one folder apart, written one after the other or at once", async () => {
    for (const atOnce of [false, true]) {
      const folder = slowFolder();
      const first = write(folder, "a", smallDataset({ offset: 1 }));
      if (!atOnce) await first;
      await Promise.all([first, write(folder, "b", smallDataset({ offset: 2 })), write(folder, "c", smallDataset())]);
      expect((await openTables(folder)).partitions).to.deep.equal(["a", "b", "c"]);
      expect([await firstSample(folder, "a"), await firstSample(folder, "b")]).to.deep.equal([1, 2]);
      expect(await validate(folder)).to.deep.equal([]);
    }
  });

  it("keeps what a folder lists that was copied without its entry files", async () => {
    const folder = memoryFolder();
    await write(folder, "a", smallDataset({ offset: 1 }));
    await write(folder, "b", smallDataset({ offset: 2 }));
    for (const id of ["a", "b"]) await folder.remove(`_index/dataset_id=${id}.json`);
    await write(folder, "b", smallDataset({ offset: 3 }));
    await write(folder, "c", smallDataset());
    expect((await openTables(folder)).partitions).to.deep.equal(["a", "b", "c"]);
    expect([await firstSample(folder, "a"), await firstSample(folder, "b")]).to.deep.equal([1, 3]);
    expect(await validate(folder)).to.deep.equal([]);
  });

  it("lists nothing of a dataset whose parts are being replaced", async () => {
    const inner = memoryFolder();
    await write(inner, "a", smallDataset());
    await write(inner, "b", smallDataset());
    let closed = 0;
    const seen: (readonly string[])[] = [];
    const spying: TableFolder = {
      ...inner,
      async create(path) {
        const writer = await inner.create(path);
        const close = async () => {
          await writer.close();
          if (path.endsWith(".parquet")) {
            closed++;
            seen.push((await openTables(inner)).partitions);
          }
        };
        return { ...writer, close };
      },
    };
    await write(spying, "b", smallDataset({ offset: 5 }));
    expect(closed).to.equal(5);
    expect(seen.every((partitions) => partitions.join() === "a")).to.equal(true);
    expect((await openTables(inner)).partitions).to.deep.equal(["a", "b"]);
  });

  it("refuses batches that break their definition and says where", async () => {
    const row = { neuron: "AVAL", neuron_class: "AVA", source: "s" };
    const cases: [TableBatch, string][] = [
      [
        batchOf("neurons", [row, { ...row, neuron: "B", neuron_class: null as never }]),
        "neurons.neuron_class.row 1: must not be null",
      ],
      [batchOf("neurons", [{ ...row, side: "M" }]), 'neurons.side.row 0: has to be one of L, R, found "M"'],
      [
        batchOf("neurons", [{ ...row, slot: 1.5 }]),
        "neurons.slot.row 0: has to be a whole number of 32 bits, found 1.5",
      ],
      [batchOf("neurons", [{ ...row, x_um: Number.NaN }]), "neurons.x_um.row 0: must not be NaN"],
      [batchOf("neurons", [{ ...row, source: "\ud800" }]), "neurons.source.row 0: has to be well-formed Unicode"],
      [batchOf("neurons", [row, row]), "neurons.neuron.row 1: has to be unique, found AVAL"],
      [{ table: "neurons", columns: { neuron: ["A"], neuron_class: [] } }, "neurons.neuron_class: has to be as long"],
      [{ table: "neurons", columns: { neurone: ["A"] } }, "neurons.neurone: is not a column of the table"],
      [{ table: "toString" as "neurons", columns: { neuron: ["A"] } }, "toString: is not a known table"],
      [
        batchOf("provenance", [
          { step: 0, operation: "o", params: "{}", tool_version: "1", inputs: "[]", started_utc: 0, duration_s: 0 },
        ]),
        "provenance: belongs into folders of one analysis_id, found dataset_id",
      ],
      [
        { table: "neurons", columns: { dataset_id: ["y"], neuron: ["A"], neuron_class: ["A"], source: ["s"] } },
        "neurons.dataset_id.row 0: has to be x",
      ],
    ];
    for (const [batch, message] of cases) {
      const error = await errorOf(write(memoryFolder(), "x", [batch]));
      expect(error).to.be.instanceOf(TableError);
      expect((error as TableError).message).to.include(message);
    }
  });

  it("finds a key that comes again in a later batch of the recording", async () => {
    const signals = smallDataset({ recordings: 1 }).filter(({ table }) => table === "signals");
    const error = await errorOf(write(memoryFolder(), "x", [...signals, ...signals]));
    expect(error).to.include({ tag: "table", row: 3, column: "recording_id+channel_index+chunk_index" });
  });

  it("refuses to write nothing", async () => {
    expect(await errorOf(write(memoryFolder(), "x", []))).to.be.instanceOf(EmptyResultError);
    expect(await errorOf(write(memoryFolder(), "x", [batchOf("events", [])]))).to.be.instanceOf(EmptyResultError);
  });
});

/** A folder whose every step waits a little, so that writers interleave. */
function slowFolder(): TableFolder {
  const inner = memoryFolder();
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...inner,
    async open(path) {
      await pause();
      return inner.open(path);
    },
    async create(path) {
      await pause();
      const writer = await inner.create(path);
      const close = async () => {
        await pause();
        await writer.close();
        await pause();
      };
      return { ...writer, close };
    },
    async remove(path) {
      await pause();
      await inner.remove(path);
    },
  };
}
