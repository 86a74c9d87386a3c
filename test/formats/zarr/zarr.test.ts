import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import Blosc from "numcodecs/blosc";
import type { FileSet } from "../../../src/bytes/file-set.js";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { openZip } from "../../../src/bytes/zip.js";
import { openZarr, type ZarrStore } from "../../../src/formats/zarr.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { caught } from "../../support/caught.js";
import { valuesOfBlocks, valuesOfRuns } from "../../support/dense-values.js";
import { makeZip } from "../../support/make-zip.js";
import { realData } from "../../support/real-data.js";

/** First 16 digits of the SHA-256 of the elements as little-endian float64 in C order, by zarr-python 3.1 and NumPy. */
const sums: Readonly<Record<string, readonly string[]>> = {
  "6bab56d2f81d4b5a": [
    ...[
      "1d.chunked.i2",
      "1d.contiguous.blosc.i2",
      "1d.contiguous.delta.i2",
      "1d.contiguous.i4",
      "1d.contiguous.lz4.i2",
    ],
    ...["1d.contiguous.raw.i2", "1d.contiguous.shuffle.i2", "1d.contiguous.zlib.i2", "1d.contiguous.zstd.i2"],
    ...["2d.chunked.i2", "2d.contiguous.i2", "1d.chunked.compressed.sharded.i2", "1d.contiguous.compressed.sharded.i2"],
    ...["1d.contiguous.compressed.sharded.i4", "1d.contiguous.delta.i4", "1d.contiguous.gzip.i2"],
    ...["2d.contiguous.compressed.sharded.i2", "consolidated/1d.chunked.i2", "consolidated/2d.contiguous.i2"],
  ],
  "6e7e65f121d43ef9": ["1d.chunked.ragged.i2"],
  "7ef3f8f5c4dd6253": ["1d.contiguous.b1", "1d.contiguous.compressed.sharded.b1"],
  e4d7a46a07398494: ["1d.contiguous.bitround.f4"],
  f5f09a2d99bdb9ec: ["1d.contiguous.delta.shuffle.i2", "consolidated/nested/1d.i2"],
  "7d907001fe81b190": [
    ...["1d.contiguous.f4.be", "1d.contiguous.f4.le", "1d.contiguous.f2.le", "1d.contiguous.compressed.sharded.f4"],
  ],
  d261cc2e77ca0609: ["1d.contiguous.f8", "1d.contiguous.compressed.sharded.f8"],
  "8e2dc846b8707ae6": ["1d.contiguous.fixedscaleoffset.f4"],
  a13c33c0a407c519: ["1d.contiguous.u1", "1d.contiguous.compressed.sharded.u1"],
  "6cf91a6516fb9202": ["2d.chunked.ragged.i2", "2d.chunked.ragged.compressed.sharded.i2"],
  "0bd2b4a39b9f6f6f": [
    ...["3d.chunked.i2", "3d.chunked.mixed.i2.C", "3d.chunked.mixed.i2.F", "3d.contiguous.i2"],
    ...[
      "3d.chunked.mixed.compressed.sharded.i2",
      "3d.contiguous.compressed.sharded.i2",
      "3d.contiguous.delta.i4.mixed",
    ],
  ],
  "01ec6cc8c30b3ed0": ["1d.chunked.filled.compressed.sharded.i2"],
  "799eb99a60dd83c5": ["2d.chunked.compressed.sharded.filled.i2"],
  "53eeb0f920641722": ["2d.chunked.compressed.sharded.i2"],
  "42b018599b726a5a": ["3d.chunked.compressed.sharded.i2"],
};
const sumOf = new Map(Object.entries(sums).flatMap(([sum, paths]) => paths.map((path) => [path, sum] as const)));

/** Arrays of texts and objects. */
const isText = (path: string): boolean => /\.(S7|U7|U13\.[bl]e|O)$|string/.test(path);

function digest(values: Float64Array): string {
  return createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex").slice(0, 16);
}

const opened = async (path: string): Promise<FileSet> =>
  path.endsWith(".zip") ? openZip(await fileSource(path)) : folderFiles(path);

const json = (value: unknown): string => JSON.stringify(value);
const metadata = (fields: object): string =>
  json({ zarr_format: 2, order: "C", filters: null, compressor: null, fill_value: 0, dtype: "|u1", ...fields });

async function storeOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<ZarrStore> {
  return openZarr(memoryFiles({ ".zgroup": json({ zarr_format: 2 }), ...files }), { name: "made.zarr" });
}

describe("zarr", function () {
  this.timeout(60_000);

  const stores = [
    ["v2/data.zarr", "", 2],
    ["v2/data.zipped_from_parent.zarr.zip", "data.zarr", 2],
    ["v2/data.zipped_from_within.zarr.zip", "", 2],
    ["v3/data.zarr", "", 3],
    ["v3/data.zipped_from_parent.zarr.zip", "data.zarr", 3],
    ["v3/data.zipped_from_within.zarr.zip", "", 3],
    ["v3/data.uncompressed.zarr.zip", "", 3],
  ] as const;
  for (const [file, root, version] of stores) {
    it(`reads all arrays of ${file} as zarr-python does`, async function () {
      const store = await openZarr(await opened(realData(this, `fisbe/zarr_fixtures/${file}`)));
      expect([store.root, store.version]).to.deep.equal([root, version]);
      expect(await store.attributes("my group with spaces")).to.deep.equal({
        description: "A group with spaces in the name",
      });
      const arrays = await store.arrays();
      expect(arrays.length).to.equal(version === 2 ? 32 : 45);
      for (const { path, problem, shape, dtype, chunks } of arrays) {
        expect([shape.length, dtype === "", chunks.length], path).to.deep.equal([shape.length, false, shape.length]);
        if (isText(path)) {
          expect(problem, path).to.equal("it holds no numbers");
          expect((await caught(store.array(path))).message).to.include(`array ${path}: expected numbers`);
          continue;
        }
        const array = await store.array(path);
        expect(sumOf.has(path), path).to.equal(true);
        expect(digest(await valuesOfRuns(array)), path).to.equal(sumOf.get(path));
        expect(digest(await valuesOfBlocks(array)), path).to.equal(sumOf.get(path));
      }
    });
  }

  it("reads the foreground of a real ground truth without decoding its empty blocks", async function () {
    const store = await openZarr(folderFiles(realData(this, "fisbe/gt/R14A02-20180905_65_A6.zarr")));
    const array = await store.array("volumes/gt_instances", { measure: true });
    expect(await array.attributes()).to.deep.equal({ dim_neurons: [3, 5, 7] });
    expect([array.shape, array.chunks]).to.deep.equal([
      [7, 385, 685, 686],
      [7, 64, 64, 64],
    ]);
    expect([array.dtype, array.codec, array.storedBytes]).to.deep.equal(["uint8", "blosc-zstd", 477442]);
    const voxels = new Array(8).fill(0);
    let isOwnChannel = true;
    let chunks = 0;
    await array.foreground(
      (value, start, length) => {
        voxels[value] += length;
        isOwnChannel &&= Math.floor(start / (385 * 685 * 686)) === value - 1;
      },
      {
        onChunk: (_, total) => {
          chunks = total;
        },
      },
    );
    expect(voxels).to.deep.equal([0, 72631, 41350, 47861, 70804, 3888, 53601, 29399]);
    expect([isOwnChannel, chunks]).to.deep.equal([true, 847]);
    // the same through whole chunks, where there are voxels
    let inBlocks = 0;
    const wanted = (start: readonly number[]): boolean => start[1]! < 128 && start[2]! >= 256 && start[2]! < 384;
    for await (const { values } of array.blocks({ wanted })) for (const value of values) if (value !== 0) inBlocks++;
    let inRuns = 0;
    await array.foreground((_, start, length) => {
      const row = Math.floor(start / 686);
      const y = row % 685;
      if (Math.floor(row / 685) % 385 < 128 && y >= 256 && y < 384) inRuns += length;
    });
    expect(inBlocks).to.equal(inRuns);
    expect(inRuns).to.be.above(1000);
  });

  it("reads the real raw crop in its archive: chunks that reach over the end of the channels, gzip", async function () {
    const store = await openZarr(await opened(realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip")));
    expect(store.root).to.equal("JRC_SS05008-20160318_24_B2_crop.zarr");
    const raw = await valuesOfBlocks(await store.array("volumes/raw"));
    expect(
      Buffer.compare(
        Buffer.from(raw.buffer),
        Buffer.from((await valuesOfRuns(await store.array("volumes/raw"))).buffer),
      ),
    ).to.equal(0);
    const channels = [0, 1, 2].map((channel) => raw.subarray(channel * 125_000, (channel + 1) * 125_000));
    expect(channels.map((one) => one.reduce((a, b) => Math.max(a, b)))).to.deep.equal([3287, 1855, 1750]);
    const means = channels.map((one) => (one.reduce((a, b) => a + b) / 125_000).toFixed(6));
    expect(means).to.deep.equal(["65.704376", "34.631728", "25.988624"]);
    const labels = await valuesOfRuns(await store.array("volumes/gt_instances"));
    expect([1, 2, 3].map((id) => labels.filter((one) => one === id).length)).to.deep.equal([3765, 6193, 14246]);
    const covered = Array.from(
      { length: 125_000 },
      (_, i) => [0, 1, 2].filter((c) => labels[c * 125_000 + i] !== 0).length,
    );
    expect([1, 2, 3].map((n) => covered.filter((one) => one >= n).length)).to.deep.equal([21819, 2315, 70]);
  });

  it("names the arrays that exist where one is absent, and says what it is where it is a group", async function () {
    const store = await openZarr(await opened(realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip")));
    const absent = await caught(store.array("volumes/raw_normalized"));
    expect(absent.tag).to.equal("format");
    expect(absent.message).to.include(
      "array volumes/raw_normalized: expected one of volumes/gt_instances, volumes/raw, found nothing",
    );
    expect((await caught(store.array("volumes"))).message).to.include("found group");
  });

  it("gives the fill value for chunks that are not stored, in blocks, runs and shards", async () => {
    const store = await storeOf({
      "a/.zarray": metadata({ shape: [3, 5], chunks: [2, 3], fill_value: 9 }),
      "a/0.0": Uint8Array.from([1, 0, 2, 3, 3, 0]),
      "a/1.1": Uint8Array.from([5, 6, 99, 99, 99, 99]),
      "b/zarr.json": json({
        ...{ zarr_format: 3, node_type: "array", shape: [4], data_type: "float32", fill_value: "NaN" },
        chunk_grid: { name: "regular", configuration: { chunk_shape: [2] } },
        chunk_key_encoding: { name: "default" },
        codecs: [{ name: "bytes", configuration: { endian: "little" } }],
      }),
      "b/c/1": new Uint8Array(Float32Array.from([0.5, 0]).buffer),
    });
    const a = await store.array("a");
    const expected = [1, 0, 2, 9, 9, 3, 3, 0, 9, 9, 9, 9, 9, 5, 6];
    expect([...(await valuesOfBlocks(a))]).to.deep.equal(expected);
    expect([...(await valuesOfRuns(a))]).to.deep.equal(expected);
    const b = await store.array("b");
    expect([...(await valuesOfBlocks(b))]).to.deep.equal([Number.NaN, Number.NaN, 0.5, 0]);
    const runs: number[][] = [];
    await b.foreground((...run) => void runs.push(run));
    expect(runs).to.deep.equal([
      [Number.NaN, 0, 2],
      [0.5, 2, 1],
    ]);
  });

  it("tells constant blocks of any value, in blocks that cut rows, as whole chunks have them", async () => {
    for (const [shuffle, blocksize, dtype] of [
      [2, 160, "|u1"],
      [1, 0, "<u2"],
      [0, 128, "<u4"],
      [2, 256, "<f4"],
    ] as const) {
      const bytes = Number(dtype[2]);
      const elements = Array.from({ length: 1331 }, (_, i) => (i < 300 ? 7 : i < 900 ? 0 : i < 1200 ? 3 : i % 5));
      const array =
        dtype === "<f4"
          ? Float32Array.from(elements)
          : bytes === 4
            ? Uint32Array.from(elements)
            : bytes === 2
              ? Uint16Array.from(elements)
              : Uint8Array.from(elements);
      const codec = Blosc.fromConfig({ id: "blosc", cname: "zstd", clevel: 5, shuffle, blocksize });
      const chunk = new Uint8Array(await codec.encode(new Uint8Array(array.buffer)));
      const compressor = { id: "blosc", cname: "zstd" };
      const store = await storeOf({
        "a/.zarray": metadata({ shape: [20, 11, 9], chunks: [11, 11, 11], dtype, compressor }),
        "a/0.0.0": chunk,
        "a/1.0.0": chunk,
      });
      const one = await store.array("a");
      const dense = await valuesOfBlocks(one);
      expect([...(await valuesOfRuns(one))], dtype).to.deep.equal([...dense]);
      expect([...dense]).to.deep.equal(
        Array.from(
          { length: 1980 },
          (_, i) => elements[((Math.floor(i / 99) % 11) * 11 + (Math.floor(i / 9) % 11)) * 11 + (i % 9)]!,
        ),
      );
    }
  });

  it("tells equal frames of one value as often as they are stored, each in its own place", async () => {
    const codec = Blosc.fromConfig({ id: "blosc", cname: "zstd", clevel: 5, shuffle: 2, blocksize: 128 });
    const chunk = async (value: number) => new Uint8Array(await codec.encode(new Uint8Array(4 * 8 * 16).fill(value)));
    const [none, seven, nine] = [await chunk(0), await chunk(7), await chunk(9)];
    const stored = [none, seven, nine, seven, none, seven, nine, none];
    const store = await storeOf({
      "a/.zarray": metadata({ shape: [8, 15, 30], chunks: [4, 8, 16], compressor: { id: "blosc", cname: "zstd" } }),
      ...Object.fromEntries(stored.map((one, i) => [`a/${i >> 2}.${(i >> 1) & 1}.${i & 1}`, one])),
    });
    const values = [0, 7, 9, 7, 0, 7, 9, 0];
    const expected = Array.from({ length: 8 * 15 * 30 }, (_, i) => {
      const [z, y, x] = [Math.floor(i / 450), Math.floor(i / 30) % 15, i % 30];
      return values[4 * (z >> 2) + 2 * (y >> 3) + (x >> 4)]!;
    });
    expect([...(await valuesOfRuns(await store.array("a")))]).to.deep.equal(expected);
  });

  it("reads chunks in folders, arrays at the top, arrays without axes, 64-bit integers", async () => {
    const nested = await storeOf({
      "a/.zarray": metadata({ shape: [2, 2], chunks: [1, 2], dimension_separator: "/", dtype: "<i8" }),
      "a/0/0": new Uint8Array(BigInt64Array.from([-1n, 2n]).buffer),
      "a/1/0": new Uint8Array(BigInt64Array.from([0n, 2n ** 53n - 1n]).buffer),
    });
    expect([...(await valuesOfRuns(await nested.array("a")))]).to.deep.equal([-1, 2, 0, 2 ** 53 - 1]);
    const top = await openZarr(memoryFiles({ ".zarray": metadata({ shape: [], chunks: [] }), "0": Uint8Array.of(4) }));
    expect([...(await valuesOfBlocks(await top.array("")))]).to.deep.equal([4]);
    expect([...(await valuesOfRuns(await top.array("/")))]).to.deep.equal([4]);
  });

  it("finds metadata that were only consolidated", async () => {
    const zarray = JSON.parse(metadata({ shape: [2], chunks: [2] }));
    const files = memoryFiles({
      ".zmetadata": json({
        zarr_consolidated_format: 1,
        metadata: { ".zgroup": { zarr_format: 2 }, "a/.zarray": zarray },
      }),
      "a/0": Uint8Array.of(3, 4),
    });
    expect([...(await valuesOfRuns(await (await openZarr(files)).array("a")))]).to.deep.equal([3, 4]);
  });

  it("refuses what cannot be meant, and says what", async () => {
    const made = async (fields: object, chunk: Uint8Array = new Uint8Array(4)) => {
      const store = await storeOf({ "a/.zarray": metadata({ shape: [4], chunks: [4], ...fields }), "a/0": chunk });
      return (await caught(async () => (await store.array("a")).foreground(() => undefined))).message;
    };
    expect(await made({ shape: [-1] })).to.include("shape: expected a list of whole numbers from 0");
    expect(await made({ chunks: [0] })).to.include("chunks: expected a list of whole numbers from 1");
    expect(await made({ chunks: [2, 2] })).to.include("chunks: expected 1 lengths");
    expect(await made({ fill_value: 1, shape: [2 ** 28], chunks: [1] })).to.include("at most 67108864 chunks");
    expect(await made({ shape: [2 ** 30, 2 ** 30], chunks: [2 ** 10, 2 ** 10] })).to.include("at most 2^53 elements");
    expect(await made({ chunks: [2 ** 40] })).to.include("chunks of at most 536870912 bytes");
    expect(await made({ compressor: { id: "bz2" } })).to.include("the filter bz2");
    expect(await made({ fill_value: 256 })).to.include("fill_value: expected a number of type uint8, found 256");
    expect(await made({ fill_value: 1, shape: [2 ** 40], chunks: [2 ** 20] })).to.include(
      "elements of 1 that are not stored",
    );
    expect(await made({}, new Uint8Array(3))).to.include("a/0: array a, chunk 0: expected 4 bytes, found 3 bytes");
    expect(await made({}, new Uint8Array(1_000_000))).to.include("1000000 stored bytes");
    expect(await made({ compressor: { id: "gzip" } }, gzipSync(new Uint8Array(50_000_000)))).to.include(
      "expected 4 bytes, found more",
    );
    expect(await made({ compressor: { id: "gzip" } })).to.include("array a, chunk 0: expected");
    expect(await made({ compressor: { id: "blosc", cname: "zstd" } })).to.include("Blosc header of 16 bytes");
    expect(await made({ compressor: { id: "zstd" } })).to.include("expected a Zstandard frame");
    expect(
      await made({ dtype: "<i8", chunks: [1], shape: [1] }, new Uint8Array(BigInt64Array.of(2n ** 60n).buffer)),
    ).to.include("2^53");
  });

  it("a grid of more chunks than anybody goes through costs what is stored of it", async () => {
    const zarray = metadata({ shape: [3, 2 ** 46], chunks: [1, 4] });
    const store = await storeOf({ "a/.zarray": zarray, [`a/2.${2 ** 33 - 1}`]: Uint8Array.of(0, 7, 7, 9) });
    const array = await store.array("a");
    const runs: number[][] = [];
    await array.foreground((...run) => runs.push(run));
    const first = 2 * 2 ** 46 + 4 * (2 ** 33 - 1);
    expect(runs).to.deep.equal([
      [7, first + 1, 2],
      [9, first + 3, 1],
    ]);
    const error = await caught(async () => {
      for await (const _ of array.blocks()) break;
    });
    expect(error.message).to.include("expected at most 67108864 chunks to go through, found 52776558133248");
  });

  it("refuses names that leave the archive, and files without a store or with more than one", async () => {
    const zarray = new TextEncoder().encode(metadata({ shape: [4], chunks: [4] }));
    const outside = makeZip([{ name: "../a/.zarray", bytes: zarray }]);
    expect((await caught(openZip(memorySource("a.zip", outside)))).message).to.match(
      /^a\.zip: zip directory: expected/,
    );
    expect((await caught(openZarr(memoryFiles({ "a.txt": "1" })))).message).to.include("none among 1 files");
    const two = memoryFiles({
      "x/.zgroup": json({ zarr_format: 2 }),
      "y/.zarray": metadata({ shape: [1], chunks: [1] }),
    });
    expect((await caught(openZarr(two))).message).to.include("expected one store, found 2: x/, y/");
    expect((await (await openZarr(two, { root: "y" })).arrays()).map(({ path }) => path)).to.deep.equal([""]);
  });

  it("stops when it is told to", async () => {
    const store = await storeOf({
      "a/.zarray": metadata({ shape: [100], chunks: [1] }),
      "a/0": Uint8Array.of(1),
      "a/7": Uint8Array.of(1),
    });
    const stop = new AbortController();
    const array = await store.array("a");
    const work = array.foreground(() => stop.abort(new Error("enough")), {
      signal: stop.signal,
      onChunk: () => stop.signal.throwIfAborted(),
    });
    expect((await caught(work)).message).to.equal("enough");
  });
});
