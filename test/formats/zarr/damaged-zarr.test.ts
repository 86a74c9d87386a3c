import { gzipSync } from "node:zlib";
import { expect } from "chai";
import Blosc from "numcodecs/blosc";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { openZarr } from "../../../src/formats/zarr.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { sampleBytes } from "../../support/sample-bytes.js";
import { survive } from "../../support/survive.js";

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const chunkBytes = 2 * 12 * 12 * 12;
const bytes = sampleBytes(chunkBytes).get("sparse")!;
const codec = Blosc.fromConfig({ id: "blosc", cname: "zstd", clevel: 3, shuffle: 2, blocksize: 512 });

const metadataV2 = encode({
  ...{
    zarr_format: 2,
    order: "C",
    filters: null,
    fill_value: 0,
    dtype: "<u2",
    shape: [20, 12, 10],
    chunks: [12, 12, 12],
  },
  compressor: { id: "blosc", cname: "zstd", clevel: 3, shuffle: 2, blocksize: 0 },
});
const shardingV3 = {
  ...{ chunk_shape: [6, 12, 12], codecs: [{ name: "bytes", configuration: { endian: "little" } }, { name: "gzip" }] },
  index_codecs: [{ name: "bytes", configuration: { endian: "little" } }, { name: "crc32c" }],
};
const metadataV3 = encode({
  ...{ zarr_format: 3, node_type: "array", data_type: "uint16", shape: [20, 12, 10], fill_value: 0 },
  chunk_grid: { name: "regular", configuration: { chunk_shape: [12, 12, 12] } },
  chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
  codecs: [{ name: "sharding_indexed", configuration: shardingV3 }],
});

/** The file of a shard with two chunks; its index has no checksum where `isSummed` is false. */
function shard(): Uint8Array {
  const parts = [bytes.subarray(0, chunkBytes / 2), bytes.subarray(chunkBytes / 2)].map((part) => gzipSync(part));
  const index = new DataView(new ArrayBuffer(32));
  let at = 0;
  for (const [place, part] of parts.entries()) {
    index.setBigUint64(16 * place, BigInt(at), true);
    index.setBigUint64(16 * place + 8, BigInt(part.length), true);
    at += part.length;
  }
  return new Uint8Array(Buffer.concat([...parts, new Uint8Array(index.buffer)]));
}

/** Runs and blocks stay inside of the array; large arrays are not gone through to their end. */
async function check(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const store = await openZarr(memoryFiles(files), { name: "made.zarr" });
  for (const { path, problem } of await store.arrays()) {
    if (problem !== null) continue;
    const array = await store.array(path);
    const size = array.shape.reduce((product, length) => product * length, 1);
    let runs = 0;
    const stop = new AbortController();
    const work = array.foreground(
      (value, start, length) => {
        const isInside = value !== 0 && start >= 0 && length > 0 && start + length <= size;
        if (!isInside) throw new Error(`a run of ${length} times ${value} at ${start} of ${size}`);
        if (++runs > 100_000) stop.abort("enough");
      },
      { signal: stop.signal },
    );
    await work.catch((error) => {
      if (error !== "enough") throw error;
    });
    let blocks = 0;
    for await (const { shape, values } of array.blocks()) {
      expect(values.length).to.equal(shape.reduce((product, length) => product * length, 1));
      if (++blocks > 20) break;
    }
  }
}

describe("damaged zarr stores", function () {
  this.timeout(60_000);

  it("1,500 damaged Blosc chunks give elements or an error that names the file", async () => {
    const chunk = new Uint8Array(await codec.encode(bytes));
    await check({ ".zarray": metadataV2, "0.0.0": chunk });
    const copies = damagedCopies(chunk, { seed: 3, count: 1500, focus: [[0, 120]] });
    const read = (copy: Uint8Array) => check({ ".zarray": metadataV2, "0.0.0": chunk, "1.0.0": copy });
    expect(await survive(copies, read, { named: "1.0.0" })).to.be.within(700, 1490);
  });

  it("1,000 damaged documents of format 2 give elements or a tagged error", async () => {
    const chunk = new Uint8Array(await codec.encode(bytes));
    const copies = damagedCopies(metadataV2, { seed: 4, count: 1000 });
    expect(await survive(copies, (copy) => check({ ".zarray": copy, "0.0.0": chunk }))).to.be.within(500, 990);
  });

  it("1,000 damaged documents of format 3 and 1,000 damaged shards give elements or a tagged error", async () => {
    const unsummed = encode(
      JSON.parse(new TextDecoder().decode(metadataV3).replace(',{"name":"crc32c"}', "")) as Record<string, unknown>,
    );
    const file = shard();
    await check({ "zarr.json": unsummed, "c/0/0/0": file });
    const documents = damagedCopies(unsummed, { seed: 5, count: 1000 });
    expect(await survive(documents, (copy) => check({ "zarr.json": copy, "c/0/0/0": file }))).to.be.within(400, 990);
    const shards = damagedCopies(file, { seed: 6, count: 1000, focus: [[file.length - 32, file.length]] });
    const read = (copy: Uint8Array) => check({ "zarr.json": unsummed, "c/0/0/0": copy });
    expect(await survive(shards, read, { named: "c/0/0/0" })).to.be.within(500, 1000);
  });
});
