import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { UnknownNameError } from "../../src/errors.js";
import { openIndexed } from "../../src/formats/hdf5/chunk-index/open-indexed.js";
import { firstHdf5Array, hdf5BlockedArray } from "../../src/formats/hdf5-blocks.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { h5pyElement, h5pyFiles, newListFiles } from "../support/h5py-files.js";
import { countingSource, writtenHdf5 } from "../support/hdf5-files.js";
import { readBlocks, readForeground } from "../support/read-blocked.js";
import { realData } from "../support/real-data.js";

const prediction = "fisbe/pred/R14A02-20180905_65_A6.hdf";
const shape = [5, 6, 7];
const elements = Float64Array.from({ length: 210 }, (_, index) => h5pyElement(index));

/** The elements of the chunk at 2, 0, 3, and `other` elsewhere. */
const oneChunk = (other: number): Float64Array =>
  elements.map((value, index) => {
    const [z, y, x] = [Math.floor(index / 42), Math.floor(index / 7) % 6, index % 7];
    return z >= 2 && z < 4 && y < 4 && x >= 3 && x < 6 ? value : other;
  });

/** What each array of the files holds, and whether the own reader takes it from the oldest layout. */
const arrays: Readonly<Record<string, { values: Float64Array; dtype: string; own?: boolean }>> = {
  every: { values: elements, dtype: "int32", own: true },
  big: { values: elements, dtype: "uint16" },
  flat: { values: elements, dtype: "int32" },
  lzf: { values: elements, dtype: "uint8", own: true },
  scaled: { values: elements, dtype: "int32" },
  truth: { values: elements.map((value) => (value > 0 ? 1 : 0)), dtype: "int8", own: true },
  half: { values: elements, dtype: "float16" },
  wide: { values: elements, dtype: "int64", own: true },
  sparse: { values: oneChunk(0), dtype: "uint16", own: true },
  filled: { values: oneChunk(7), dtype: "uint16" },
  grows: { values: elements, dtype: "int32", own: true },
  grows2: { values: elements, dtype: "int32", own: true },
  named: { values: elements, dtype: "int32" },
  soft: { values: elements, dtype: "int32" },
};

describe("HDF5 arrays by blocks", () => {
  for (const [name, bytes] of Object.entries(h5pyFiles)) {
    it(`arrays of all layouts and filters come out, ${name} layout`, async () => {
      const source = memorySource(`${name}.h5`, bytes);
      for (const [path, { values, dtype, own = false }] of Object.entries(arrays)) {
        const array = await hdf5BlockedArray(source, path);
        expect(array.shape, path).to.deep.equal(shape);
        expect(array.chunks, path).to.deep.equal(path === "flat" ? null : [2, 4, 3]);
        expect(array.dtype, path).to.equal(dtype);
        // the library has no LZF, and the newest file keeps its links where the own reader does not follow them
        if (path === "lzf" && name === "newest") {
          expect(String(await caught(() => readForeground(array)))).to.match(/FormatError: newest\.h5: .*'lzf'/);
          continue;
        }
        expect(await readForeground(array), path).to.deep.equal(values);
        expect(await readBlocks(array), path).to.deep.equal(values);
        const isOwn = (await openIndexed(source, path, undefined)) !== null;
        expect(isOwn, path).to.equal(own && name === "oldest");
      }
    });
  }

  for (const [name, bytes] of Object.entries(newListFiles)) {
    it(`chunks in fixed arrays and single ones, layout ${name}`, async () => {
      const source = memorySource(`${name}.h5`, bytes);
      const paged = Float64Array.from({ length: 3000 }, (_, index) =>
        index < 180 || index >= 2400 ? h5pyElement(index) : 0,
      );
      const more = { lzf: elements, wide: elements, alone: elements, paged };
      const expected = { every: elements, single: elements, sparse: oneChunk(0), ...(name === "version4" ? more : {}) };
      for (const [path, values] of Object.entries(expected)) {
        const array = await hdf5BlockedArray(source, path);
        expect(await openIndexed(source, path, undefined), path).to.not.equal(null);
        expect(await readForeground(array), path).to.deep.equal(values);
        expect(await readBlocks(array), path).to.deep.equal(values);
      }
    });
  }

  it("filters, stored bytes and attributes are told", async () => {
    const source = memorySource("oldest.h5", h5pyFiles.oldest);
    const array = await hdf5BlockedArray(source, "/every");
    expect(array.codec).to.equal("shuffle, gzip, fletcher32");
    expect(array.storedBytes).to.be.within(18 * 20, 18 * 104);
    expect(await array.attributes()).to.deep.equal({ dim_neurons: [3, 5], note: "x", n: 4 });
    expect((await hdf5BlockedArray(source, "wide")).codec).to.equal(null);
  });

  it("the first of several paths that is there is found without the library, unless the library must say", async () => {
    const source = memorySource("oldest.h5", h5pyFiles.oldest);
    const found = await firstHdf5Array(source, ["/volumes/label", "/none", "/every", "/wide"]);
    expect(found?.path).to.equal("/every");
    expect(await readForeground(found!)).to.deep.equal(elements);
    expect(await found!.attributes()).to.deep.equal({ dim_neurons: [3, 5], note: "x", n: 4 });
    // what stands at the earlier path counts, also where the own reader cannot read it
    for (const path of ["/flat", "/soft", "/filled"]) {
      expect(await firstHdf5Array(source, ["/none", path, "/every"]), path).to.equal(null);
    }
    expect(await firstHdf5Array(source, ["/none"])).to.equal(null);
  });

  it("what is no array of numbers is a named error", async () => {
    const source = memorySource("oldest.h5", h5pyFiles.oldest);
    const absent = await caught(() => hdf5BlockedArray(source, "volumes/label"));
    expect(absent).to.be.instanceOf(UnknownNameError);
    expect(String(absent)).to.match(/oldest\.h5.*it has .*\/every, /);
    expect(String(await caught(() => hdf5BlockedArray(source, "text")))).to.match(/array of numbers, found string/);
  });

  it("files with and without checksummed metadata, one filter or none, are read without the library", async () => {
    const data = Int32Array.from({ length: 4 * 9 * 10 }, (_, index) => (index > 150 ? (index % 7) - 2 : 0));
    for (const format of ["oldest", "usual"] as const) {
      for (const filter of [undefined, 1, 2, 3]) {
        const compression =
          filter === undefined ? {} : { compression: filter, compression_opts: filter === 3 ? [] : [4] };
        const bytes = await writtenHdf5((file) => {
          const group = file.create_group("volumes");
          group.create_dataset({ name: "d", data, shape: [4, 9, 10], chunks: [3, 4, 10], ...compression });
        }, format);
        const source = memorySource("d.h5", bytes);
        const array = await hdf5BlockedArray(source, "volumes/d");
        expect(await openIndexed(source, "volumes/d", undefined)).to.not.equal(null);
        expect([...(await readForeground(array))]).to.deep.equal([...data]);
        expect([...(await readBlocks(array))]).to.deep.equal([...data]);
      }
    }
  });

  it("integers of 64 bit are numbers below 2^53, and errors from there on", async () => {
    for (const [value, isSafe] of [
      [2n ** 53n - 1n, true],
      [-(2n ** 53n) + 1n, true],
      [-1n, true],
      [2n ** 53n, false],
      [-(2n ** 53n), false],
      [2n ** 62n, false],
    ] as const) {
      for (const chunks of [undefined, [4]]) {
        const data = BigInt64Array.of(0n, 5n, value, 0n);
        const bytes = await writtenHdf5((file) => {
          file.create_dataset({ name: "d", data, shape: [4], ...(chunks ? { chunks } : {}) });
        });
        const array = await hdf5BlockedArray(memorySource("wide.h5", bytes), "d");
        if (isSafe) expect([...(await readForeground(array))]).to.deep.equal([0, 5, Number(value), 0]);
        else expect(String(await caught(() => readForeground(array)))).to.match(/FormatError: wide.h5: d: .*2\^53/);
      }
    }
  });

  it("floats are told as they are", async () => {
    const data = Float64Array.of(0, 1.5, -0, Number.NaN, Number.NaN, 3);
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data, shape: [2, 3], chunks: [2, 2] });
    });
    const array = await hdf5BlockedArray(memorySource("floats.h5", bytes), "d");
    const runs: number[][] = [];
    await array.foreground((...run) => runs.push(run));
    expect(runs).to.deep.equal([
      [1.5, 1, 1],
      [Number.NaN, 3, 2],
      [3, 5, 1],
    ]);
  });

  it("equal chunks of one value are decoded once, others stay what they are", async () => {
    const data = Uint8Array.from({ length: 64 * 64 }, (_, index) => {
      const [row, column] = [Math.floor(index / 64), index % 64];
      if (row < 16) return 0;
      return row < 32 ? 9 : (row ^ column) & 3;
    });
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data, shape: [64, 64], chunks: [16, 16], compression: 4 });
    });
    const array = await hdf5BlockedArray(memorySource("equal.h5", bytes), "d");
    expect([...(await readForeground(array))]).to.deep.equal([...data]);
    expect([...(await readBlocks(array))]).to.deep.equal([...data]);
  });

  it("only wanted chunks are read, progress ends at the end, a signal stops", async () => {
    const data = Uint16Array.from({ length: 40 * 1000 }, (_, index) => index % 9);
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data, shape: [40, 1000], chunks: [2, 1000] });
    });
    const source = countingSource(memorySource("wanted.h5", bytes));
    const array = await hdf5BlockedArray(source, "d");
    const before = source.bytesRead();
    const starts: (readonly number[])[] = [];
    for await (const block of array.blocks({ wanted: ([row]) => row === 6 || row === 38 })) starts.push(block.start);
    expect(starts).to.deep.equal([
      [6, 0],
      [38, 0],
    ]);
    expect(source.bytesRead() - before).to.be.within(8000, 20_000);
    const progress: (readonly number[])[] = [];
    await array.foreground(() => undefined, { onChunk: (...step) => progress.push(step) });
    expect(progress.at(-1)).to.deep.equal([20, 20]);
    const stopped = AbortSignal.abort(new Error("enough"));
    expect(String(await caught(() => array.foreground(() => undefined, { signal: stopped })))).to.match(/enough/);
  });

  it("a volume far larger than memory costs what was written of it", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({
        name: "d",
        data: new Int32Array(64).fill(3),
        shape: [4, 4, 4],
        maxshape: [null, null, null],
        chunks: [4, 4, 4],
      });
      (file.get("d") as unknown as { resize(shape: readonly number[]): void }).resize([60_000, 50_000, 40_000]);
    });
    const array = await hdf5BlockedArray(memorySource("huge.h5", bytes), "d");
    expect(array.shape).to.deep.equal([60_000, 50_000, 40_000]);
    const runs: number[][] = [];
    await array.foreground((...run) => runs.push(run));
    expect(runs).to.have.length(16);
    expect(runs.at(-1)).to.deep.equal([3, (3 * 50_000 + 3) * 40_000, 4]);
    expect(String(await caught(() => readBlocks({ ...array, shape: [1] })))).to.match(/at most 4194304 chunks/);
  });

  it("the prediction of R14A02 has its known voxels", async function () {
    const source = countingSource(await fileSource(realData(this, prediction)));
    const known: Readonly<Record<string, readonly (readonly number[])[]>> = {
      gmm_label_cleaned: [
        ...[
          [1, 1446],
          [2, 40_562],
          [3, 62_319],
          [4, 1094],
          [5, 1495],
          [6, 1923],
        ],
        ...[
          [7, 1134],
          [8, 128],
          [9, 1225],
          [10, 34_230],
          [11, 32],
        ],
      ],
      gmm_label: [
        [1, 111_326],
        [2, 34_262],
      ],
      gmm_image: [],
    };
    for (const [name, expected] of Object.entries(known)) {
      const array = await hdf5BlockedArray(source, `volumes/${name}`);
      expect(array.codec).to.equal("gzip");
      const counts = new Map<number, number>();
      await array.foreground((value, _, length) => counts.set(value, (counts.get(value) ?? 0) + length));
      expect(
        [...counts].sort(([a], [b]) => a - b),
        name,
      ).to.deep.equal(expected);
    }
    const labels = await hdf5BlockedArray(source, "volumes/gmm_label_cleaned");
    expect(labels.shape).to.deep.equal([385, 685, 686]);
    expect(labels.chunks).to.deep.equal([13, 43, 43]);
    expect(labels.storedBytes).to.equal(974_054);
  });
});
