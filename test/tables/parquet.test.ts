import { expect } from "chai";
import fc from "fast-check";
import type { ByteSource } from "../../src/bytes/byte-source.js";
import { concatBytes } from "../../src/bytes/concat-bytes.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { batchOf, type Columns, rowCount, type TableBatch } from "../../src/tables/batch.js";
import { readFooter } from "../../src/tables/parquet/read-parquet.js";
import { type ParquetQuery, scanParquet } from "../../src/tables/parquet/scan-parquet.js";
import { parquetFileWriter } from "../../src/tables/parquet/write-parquet.js";
import { tableDefinition } from "../../src/tables/tables.js";
import { anyBatch, tableNames } from "./table-arbitraries.js";

async function write(batches: readonly TableBatch[], options = {}): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const keep = async (bytes: Uint8Array) => void pieces.push(bytes.slice());
  const writer = parquetFileWriter(tableDefinition(batches[0]!.table), keep, options);
  for (const { columns } of batches) await writer.write(columns);
  await writer.finish();
  return concatBytes(pieces);
}

async function read(source: ByteSource, batch: TableBatch, query: Partial<ParquetQuery> = {}): Promise<Columns> {
  const definition = tableDefinition(batch.table);
  const columns = query.columns ?? Object.keys(definition.columns);
  const all: Record<string, unknown[]> = Object.fromEntries(columns.map((name) => [name, []]));
  for await (const rows of scanParquet(source, definition, { columns, where: {}, ...query })) {
    for (const name of columns) all[name]!.push(...rows.columns[name]!);
  }
  return all;
}

/** Chunks of `channels` channels, `samples` samples each, with a NaN here and there. */
function signals(channels: number, samples: number): TableBatch {
  const rows = Array.from({ length: channels }, (_, channel) => ({
    recording_id: `recording ${Math.floor(channel / 50)}`,
    channel_index: channel,
    chunk_index: 0,
    start_sample: 0,
    start_s: channel / 8,
    values: Float32Array.from({ length: samples }, (_, k) =>
      k % 97 === channel % 97 ? Number.NaN : noise(channel, k),
    ),
  }));
  return batchOf("signals", rows);
}

function noise(channel: number, k: number): number {
  return Math.sin(channel * 12.9898 + k * 78.233) * 43758.5453;
}

describe("Parquet files", () => {
  for (const table of tableNames) {
    it(`give back what was written to ${table}, whatever the row groups`, async () => {
      const batches = fc.array(anyBatch(table, { min: 1, max: 30 }), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(batches, fc.constantFrom(1, 300, 4e6), async (given, rowGroupBytes) => {
          const bytes = await write(given, { rowGroupBytes });
          const found = await read(memorySource("t.parquet", bytes), given[0]!);
          for (const name of Object.keys(found)) {
            const expected = given.flatMap((batch) => Array.from(batch.columns[name]!));
            expect(Array.from(found[name]!)).to.deep.equal(expected);
          }
        }),
        { numRuns: 30, seed: 11 },
      );
    });
  }

  it("hold many rows in many row groups, and lists longer than a page", async () => {
    const many = signals(5000, 3);
    const long = signals(3, 100_000);
    for (const batch of [many, long]) {
      const source = memorySource("s.parquet", await write([batch], { rowGroupBytes: 20_000 }));
      const { metadata, rows } = await readFooter(source);
      expect(rows).to.equal(rowCount(batch));
      expect(metadata.row_groups.length).to.be.greaterThan(2);
      expect((await read(source, batch)).values).to.deep.equal(batch.columns.values);
    }
  });

  it("carry key-value metadata", async () => {
    const bytes = await write([signals(1, 1)], { metadata: { "neuroloom.table": "signals", ü: "µ" } });
    const { metadata } = await readFooter(memorySource("s.parquet", bytes));
    expect(metadata.key_value_metadata).to.deep.equal([
      { key: "neuroloom.table", value: "signals" },
      { key: "ü", value: "µ" },
    ]);
  });

  it("cost little to read a channel from", async () => {
    const batch = signals(1000, 5000);
    const bytes = await write([batch]);
    let wasRead = 0;
    const inner = memorySource("s.parquet", bytes);
    const counting: ByteSource = {
      ...inner,
      async read(start, end) {
        wasRead += end - start;
        return inner.read(start, end);
      },
    };
    const where = { channel_index: [417] };
    const found = await read(counting, batch, { where, columns: ["values", "start_s"] });
    expect(found).to.deep.equal({ values: [batch.columns.values![417]], start_s: [417 / 8] });
    expect(wasRead).to.be.lessThan(bytes.length / 50);
  });

  it("keep row groups whose cut statistics may hold the wanted string", async () => {
    const long = "x".repeat(200);
    const rows = ["a", `${long}1`, `${long}2`, "\u{1f600}", "\uffee"].map((neuron) => ({
      neuron,
      neuron_class: "c",
      source: "s",
    }));
    const batch = batchOf("neurons", rows);
    for (const rowGroupBytes of [1, 1e6]) {
      const source = memorySource("n.parquet", await write([batch], { rowGroupBytes }));
      for (const { neuron } of rows) {
        const found = await read(source, batch, { where: { neuron: [neuron] }, columns: ["neuron"] });
        expect(found.neuron).to.deep.equal([neuron]);
      }
      expect((await read(source, batch, { where: { neuron: ["b"] }, columns: ["neuron"] })).neuron).to.deep.equal([]);
    }
  });
});
