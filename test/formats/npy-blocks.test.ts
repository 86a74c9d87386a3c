import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../src/errors.js";
import { npyBlockedArray } from "../../src/formats/npy-blocks.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { countingSource } from "../support/hdf5-files.js";
import { bytesOf, makeNpy } from "../support/make-npy.js";
import { readBlocks, readForeground } from "../support/read-blocked.js";
import { survive } from "../support/survive.js";

const shape = [3, 4, 5];
const labels = Array.from({ length: 60 }, (_, index) => (index % 7 > 3 ? index % 5 : 0));

/** NumPy types, values as they lie in a file, and the name of the type. */
const stored: readonly (readonly [string, ArrayBufferView, string])[] = [
  ["|u1", Uint8Array.from(labels), "uint8"],
  ["|b1", Uint8Array.from(labels, (value) => Math.sign(value)), "bool"],
  ["<i2", Int16Array.from(labels), "int16"],
  ["<u4", Uint32Array.from(labels), "uint32"],
  ["<i8", BigInt64Array.from(labels, BigInt), "int64"],
  ["<u8", BigUint64Array.from(labels, BigInt), "uint64"],
  ["<f4", Float32Array.from(labels), "float32"],
  ["<f8", Float64Array.from(labels), "float64"],
];

describe("NPY arrays by blocks", () => {
  it("all types of numbers come out", async () => {
    for (const [descr, values, dtype] of stored) {
      const array = await npyBlockedArray(memorySource("a.npy", makeNpy({ descr, shape }, bytesOf(values))));
      const expected = descr === "|b1" ? labels.map(Math.sign) : labels;
      expect(array.dtype).to.equal(dtype);
      expect(array.shape).to.deep.equal(shape);
      expect([...(await readForeground(array))], descr).to.deep.equal(expected);
      expect([...(await readBlocks(array))], descr).to.deep.equal(expected);
    }
    const big = new Uint8Array(120);
    labels.forEach((value, index) => {
      big[2 * index + 1] = value;
    });
    const swapped = await npyBlockedArray(memorySource("big.npy", makeNpy({ descr: ">u2", shape }, big)));
    expect([...(await readForeground(swapped))]).to.deep.equal(labels);
  });

  it("columns that lie together are turned into rows, and read once", async () => {
    const long = [200, 50, 300];
    const count = 200 * 50 * 300;
    const values = new Uint8Array(count);
    const inOrder = new Float64Array(count);
    for (let z = 0; z < 200; z += 1) {
      for (let y = 0; y < 50; y += 1) {
        for (let x = 0; x < 300; x += 1) {
          const value = (z * y) % 50 === x % 90 ? 1 + (x % 7) : 0;
          values[z + 200 * (y + 50 * x)] = value;
          inOrder[(z * 50 + y) * 300 + x] = value;
        }
      }
    }
    const bytes = makeNpy({ descr: "|u1", shape: long, fortran: true }, values);
    const source = countingSource(memorySource("f.npy", bytes));
    const array = await npyBlockedArray(source);
    const before = source.bytesRead();
    const found = new Float64Array(count);
    await array.foreground((value, start, length) => found.fill(value, start, start + length));
    expect(source.bytesRead() - before).to.equal(count);
    expect(found).to.deep.equal(inOrder);
  });

  it("blocks that are not wanted are not read, progress ends at the end", async () => {
    const values = new Uint8Array(4 * 1024 * 1024).fill(1);
    const source = countingSource(memorySource("w.npy", makeNpy({ descr: "|u1", shape: [4, 1024, 1024] }, values)));
    const array = await npyBlockedArray(source);
    const before = source.bytesRead();
    const starts: (readonly number[])[] = [];
    let progress: readonly number[] = [];
    const onChunk = (...step: readonly number[]): void => {
      progress = step;
    };
    for await (const block of array.blocks({ onChunk, wanted: ([z]) => z === 2 })) starts.push(block.start);
    expect(starts).to.deep.equal([[2, 0, 0]]);
    expect(source.bytesRead() - before).to.equal(1024 * 1024);
    expect(progress[0]).to.equal(progress[1]);
  });

  it("what are no numbers, and integers that no number holds, are named errors", async () => {
    const text = makeNpy({ descr: "|S2", shape: [2] }, new Uint8Array(4));
    expect(String(await caught(npyBlockedArray(memorySource("text.npy", text))))).to.match(
      /FormatError: text\.npy: NPY values: expected an array of numbers, found \|S2/,
    );
    const wide = makeNpy({ descr: "<u8", shape: [2] }, bytesOf(BigUint64Array.of(1n, 2n ** 53n)));
    const array = await npyBlockedArray(memorySource("wide.npy", wide));
    expect(String(await caught(() => readForeground(array)))).to.match(/FormatError: wide\.npy.*9007199254740992/);
  });

  it("2000 damaged files give data or a named error", async () => {
    const values = bytesOf(BigInt64Array.from(labels, BigInt));
    const bytes = makeNpy({ descr: "<i8", shape }, values);
    let read = 0;
    const refused = await survive(
      damagedCopies(bytes, { seed: 7, count: 2000, focus: [[0, 128]] }),
      async (copy) => {
        const array = await npyBlockedArray(memorySource("damaged.npy", copy));
        let elements = 0;
        for await (const block of array.blocks()) elements += block.values.length;
        expect(elements).to.be.at.most(copy.length);
        await array.foreground(() => undefined);
        read += 1;
      },
      { named: "damaged.npy" },
    );
    expect(refused).to.be.above(500);
    expect(read).to.be.above(100);
  });

  it("files that were cut off anywhere", async () => {
    const bytes = makeNpy({ descr: "<u4", shape }, bytesOf(Uint32Array.from(labels)));
    for (let length = 0; length < bytes.length; length += 1) {
      const error = await caught(npyBlockedArray(memorySource("cut.npy", bytes.slice(0, length))));
      expect(isNeuroloomError(error, "format"), `${length}: ${error}`).to.equal(true);
    }
  });
});
