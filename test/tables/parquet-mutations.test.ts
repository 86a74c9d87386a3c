import { expect } from "chai";
import { concatBytes } from "../../src/bytes/concat-bytes.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../src/errors.js";
import { createRandom } from "../../src/random/create-random.js";
import { batchOf } from "../../src/tables/batch.js";
import { type ParquetQuery, scanParquet } from "../../src/tables/parquet/scan-parquet.js";
import { parquetFileWriter } from "../../src/tables/parquet/write-parquet.js";
import { tableDefinition } from "../../src/tables/tables.js";

const definition = tableDefinition("signals");
const all = { columns: Object.keys(definition.columns), where: {} };
/** Reads only the pages of two channels, by way of statistics and offset indexes. */
const some = { ...all, where: { channel_index: [5, 17] } };

async function sample(): Promise<Uint8Array> {
  const rows = Array.from({ length: 40 }, (_, channel) => ({
    recording_id: `recording ${channel >> 4}`,
    channel_index: channel,
    chunk_index: 0,
    start_sample: 0,
    start_s: 0,
    values: Float32Array.from({ length: 60 + channel }, (_, k) => (k % 9 === 4 ? Number.NaN : Math.sin(channel * k))),
  }));
  const pieces: Uint8Array[] = [];
  const keep = async (bytes: Uint8Array) => void pieces.push(bytes.slice());
  const writer = parquetFileWriter(definition, keep, { rowGroupBytes: 4000 });
  await writer.write(batchOf("signals", rows).columns);
  await writer.finish();
  return concatBytes(pieces);
}

/** Everything in the file as text, or the tag of the error that reading it gave. */
async function outcome(bytes: Uint8Array, query: ParquetQuery = all): Promise<string> {
  try {
    const found: unknown[] = [];
    for await (const rows of scanParquet(memorySource("damaged.parquet", bytes), definition, query)) {
      found.push(Object.values(rows.columns).map((values) => values.map((value) => String(value))));
    }
    return JSON.stringify(found);
  } catch (error) {
    if (isNeuroloomError(error)) return error.tag;
    throw error;
  }
}

describe("damaged Parquet files", () => {
  it("give a tagged error or, where a byte carries nothing, the same tables", async () => {
    const bytes = await sample();
    const sound = new Map([
      [all, await outcome(bytes, all)],
      [some, await outcome(bytes, some)],
    ]);
    const random = createRandom("parquet mutations");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const footer = bytes.length - 8 - view.getUint32(bytes.length - 8, true);
    const counts: Record<string, number> = {};
    let wrongPages = 0;
    for (let run = 0; run < 3000; run++) {
      const damagedBytes = bytes.slice();
      const nChanges = run % 3 === 0 ? 3 : 1;
      let first = bytes.length;
      for (let change = 0; change < nChanges; change++) {
        // half of the damage in the footer, which is the more intricate part
        const low = run % 2 === 0 ? 0 : footer;
        const at = low + Math.floor(random.uniform() * (bytes.length - low));
        damagedBytes[at] = Math.floor(random.uniform() * 256);
        first = Math.min(first, at);
      }
      const query = run % 5 < 3 ? all : some;
      const found = await outcome(damagedBytes, query);
      const kind = found === sound.get(query) ? "same" : found.startsWith("[") ? "other" : found;
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (kind === "other" && nChanges === 1 && first < footer) wrongPages++;
    }
    // a footer has no checksum of its own (dataset.json has one of the whole part); pages have one
    expect(wrongPages).to.equal(0);
    expect(counts.integrity).to.be.greaterThan(500);
    expect(counts.format).to.be.greaterThan(300);
    expect(Object.keys(counts).every((kind) => ["same", "other", "integrity", "format"].includes(kind))).to.equal(true);
  });

  it("give a tagged error wherever they end", async () => {
    const bytes = await sample();
    for (let length = 0; length < bytes.length; length += 37) {
      expect(await outcome(bytes.slice(0, length))).to.equal("format");
    }
  });

  it("get no memory for absurd sizes", async () => {
    const bytes = await sample();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const length of [0, 1, 0x7fffffff, 0xffffffff]) {
      view.setUint32(bytes.length - 8, length, true);
      expect(await outcome(bytes)).to.equal("format");
    }
  });
});
