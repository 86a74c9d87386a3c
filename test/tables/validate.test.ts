import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import type { TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { openTables } from "../../src/tables/open-tables.js";
import { createTableWriter } from "../../src/tables/table-writer.js";
import { validate } from "../../src/tables/validate.js";
import { problemText } from "../../src/tables/validation/problem.js";
import { smallDataset } from "./small-dataset.js";

/** The small dataset with one cell changed. */
function changed(table: string, column: string, row: number, value: unknown): TableBatch[] {
  return smallDataset().map((batch) => {
    if (batch.table !== table) return batch;
    const values = Array.from(batch.columns[column]!);
    values[row] = value;
    return { ...batch, columns: { ...batch.columns, [column]: values } };
  });
}

async function writtenFolder(): Promise<Record<string, Uint8Array>> {
  const folder = memoryFolder();
  const writer = createTableWriter(folder, { partition: { name: "dataset_id", value: "x" } });
  for (const batch of smallDataset()) await writer.write(batch);
  await writer.finish();
  const record: Record<string, Uint8Array> = {};
  for await (const path of folder.list()) {
    const source = (await folder.open(path))!;
    record[path] = await source.read(0, source.size);
  }
  return record;
}

async function tagOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: { tag?: string }) => error.tag,
  );
}

describe("validate", () => {
  it("finds nothing wrong with sound tables", async () => {
    expect(await validate(memoryTables(smallDataset()))).to.deep.equal([]);
  });

  const falling = Float64Array.from({ length: 40 }, (_, k) => (k === 20 ? 0 : k));
  const cases: [string, string, number, unknown, string][] = [
    ["recordings", "modality", 1, null, "recordings.modality.row 1: must not be null, found null"],
    ["recordings", "n_samples", 0, 1.5, "recordings.n_samples.row 0: has to be a whole number of 32 bits, found 1.5"],
    ["recordings", "recording_id", 1, "worm 0", "recordings.recording_id.row 1: has to be unique, found , worm 0"],
    [
      "recordings",
      "n_samples",
      1,
      41,
      "recordings.n_samples.row 1: has to be the number of stamps of the main clock, found 41, not 40",
    ],
    [
      "recordings",
      "n_channels",
      0,
      4,
      "recordings.n_channels.row 0: has to be the number of its rows in channels, found 4, not 3",
    ],
    [
      "channels",
      "kind",
      4,
      "muscle",
      'channels.kind.row 4: has to be one of neuron, unit, behaviour, stimulus, sensor, voxel, motion, other, found "muscle"',
    ],
    [
      "channels",
      "recording_id",
      0,
      "worm 9",
      "channels.recording_id.row 0: has to be a recording of the recordings table, found worm 9",
    ],
    ["channels", "name_candidates", 0, "[", 'channels.name_candidates.row 0: has to be JSON text, found "["'],
    [
      "signals",
      "channel_index",
      2,
      7,
      "signals.channel_index.row 2: has to be a channel of the channels table, found 7 of worm 0",
    ],
    [
      "signals",
      "chunk_index",
      3,
      1,
      "signals.chunk_index.row 3: has to be 0: chunks follow each other, each once, found 1",
    ],
    ["signals", "start_sample", 3, 5, "signals.start_sample.row 3: has to be 0, where the chunk before ends, found 5"],
    [
      "signals",
      "values",
      0,
      new Float32Array(39),
      "signals.values: has as many samples as its clock has stamps, found 39 in channel 0 of worm 0, not 40",
    ],
    [
      "signals",
      "values",
      0,
      new Float64Array(40),
      "signals.values.row 0: has to be a Float32Array, found Float64Array",
    ],
    ["clocks", "time_s", 1, falling, "clocks.time_s.row 1: never falls, and every stamp is there, found 0 after 19"],
    ["clocks", "start_sample", 1, 3, "clocks.start_sample.row 1: has to be 0, where the chunk before ends, found 3"],
    [
      "events",
      "recording_id",
      0,
      "worm 9",
      "events.recording_id.row 0: has to be a recording of the recordings table, found worm 9",
    ],
    ["events", "onset_s", 1, 0, "events.onset_s.row 1: never falls within a recording, found 0"],
  ];
  for (const [table, column, row, value, expected] of cases) {
    it(`reports ${expected}`, async () => {
      const problems = await validate(memoryTables(changed(table, column, row, value)));
      expect(problems.map(problemText)).to.include(expected);
      expect(problems.every(({ kind }) => kind === "table")).to.equal(true);
    });
  }

  it("keeps the first problems of a rule and counts the rest", async () => {
    const batches = smallDataset({ recordings: 30 }).filter(({ table }) => table !== "recordings");
    const other = smallDataset({ recordings: 1 }).filter(({ table }) => table === "recordings");
    const problems = await validate(memoryTables([...other, ...batches]), { limit: 2 });
    const events = problems.filter(({ table }) => table === "events").map(({ row, found }) => [row, found]);
    expect(events).to.deep.equal([
      [2, "worm 1"],
      [3, "worm 1"],
      [null, "56 more"],
    ]);
  });

  it("names tables that others need", async () => {
    const problems = await validate(memoryTables(smallDataset().filter(({ table }) => table === "events")));
    expect(problems.map(problemText)).to.deep.equal(["events: needs the table recordings, which is not there"]);
  });

  describe("of a folder", () => {
    const part = "signals/dataset_id=x/part-00000.parquet";
    const integrity = async (record: Record<string, Uint8Array>) => {
      const problems = await validate(memoryFiles(record));
      return problems.filter(({ kind }) => kind === "integrity").map(({ table, rule }) => `${table} ${rule}`);
    };

    it("reports a part that is missing, and openTables refuses the folder", async () => {
      const { [part]: _, ...rest } = await writtenFolder();
      expect(await integrity(rest)).to.deep.equal([`${part} has to be there`]);
      expect(await tagOf(openTables(memoryFiles(rest)))).to.equal("missing-file");
    });

    it("reports a part that was cut, and openTables refuses the folder", async () => {
      const record = await writtenFolder();
      const cut = { ...record, [part]: record[part]!.slice(0, -1) };
      expect(await integrity(cut)).to.deep.equal([`${part} has to have ${record[part]!.length} bytes`]);
      expect(await tagOf(openTables(memoryFiles(cut)))).to.equal("integrity");
    });

    it("reports any changed byte by the checksum", async () => {
      const record = await writtenFolder();
      for (let at = 0; at < record[part]!.length; at += 211) {
        const damaged = record[part]!.slice();
        damaged[at]! ^= 1;
        const found = await integrity({ ...record, [part]: damaged });
        expect(found).to.have.length(1);
        expect(found[0]).to.include(`${part} has to have the SHA-256 `);
      }
    });

    it("reports parts that are not listed", async () => {
      const record = await writtenFolder();
      const extra = "signals/dataset_id=y/part-00000.parquet";
      expect(await integrity({ ...record, [extra]: record[part]! })).to.deep.equal([
        `${extra} has to be listed in dataset.json: a run was stopped here`,
      ]);
    });

    it("reports a missing and a damaged index, and openTables refuses the folder", async () => {
      const { "dataset.json": index, ...rest } = await writtenFolder();
      expect(await integrity(rest))
        .to.have.length(6)
        .and.to.include("dataset.json has to be there; it is written last");
      expect(await tagOf(openTables(memoryFiles(rest)))).to.equal("missing-file");
      const half = { ...rest, "dataset.json": index!.slice(0, 100) };
      expect(await integrity(half)).to.include("dataset.json has to be readable");
      expect(await tagOf(openTables(memoryFiles(half)))).to.equal("format");
      const foreign = { ...rest, "dataset.json": new TextEncoder().encode('{"format":"other"}') };
      expect(await tagOf(openTables(memoryFiles(foreign)))).to.equal("schema");
    });

    it("reports a newer schema version and another number of rows", async () => {
      const record = await writtenFolder();
      const index = JSON.parse(new TextDecoder().decode(record["dataset.json"]));
      const withIndex = (text: unknown) => ({
        ...record,
        "dataset.json": new TextEncoder().encode(JSON.stringify(text)),
      });
      index.partitions[0].tables.signals = 99;
      const newer = withIndex(index);
      expect((await validate(memoryFiles(newer))).map(problemText).join()).to.include("version 99");
      expect(await tagOf(openTables(memoryFiles(newer)))).to.equal("format");
      index.partitions[0].tables.signals = 1;
      index.partitions[0].parts.find(({ path }: { path: string }) => path === part).rows = 5;
      expect(await integrity(withIndex(index))).to.deep.equal([`${part} has to have 5 rows`]);
      index.formatVersion = 2;
      expect(await tagOf(openTables(memoryFiles(withIndex(index))))).to.equal("format");
    });
  });
});
