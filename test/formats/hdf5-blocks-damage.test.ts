import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../src/errors.js";
import type { BlockedArray } from "../../src/formats/blocked-array.js";
import { indexedBlocks } from "../../src/formats/hdf5/chunk-index/indexed-blocks.js";
import { openIndexed } from "../../src/formats/hdf5/chunk-index/open-indexed.js";
import { libraryBlocks } from "../../src/formats/hdf5/library-blocks.js";
import { hdf5BlockedArray } from "../../src/formats/hdf5-blocks.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { h5pyFiles, newListFiles } from "../support/h5py-files.js";
import { writtenHdf5 } from "../support/hdf5-files.js";
import { survive } from "../support/survive.js";
import { regionsAround } from "../support/while-mutated.js";

const path = "volumes/labels";
/** Chunks of 2 × 3 × 4 elements, 24 of them; the first ones hold zeros alone. */
const chunkBytes = 2 * 3 * 4 * 4;

async function labelFile(filter: 1 | undefined, format: "oldest" | "usual" = "oldest"): Promise<Uint8Array> {
  const data = Int32Array.from({ length: 4 * 9 * 16 }, (_, index) => (index > 300 ? index % 3 : 0));
  const compression = filter ? { compression: filter, compression_opts: [4] } : {};
  return writtenHdf5((file) => {
    const group = file.create_group("volumes");
    group.create_dataset({ name: "labels", data, shape: [4, 9, 16], chunks: [2, 3, 4], ...compression });
  }, format);
}

/** The foreground of an array, element by element; goes over its first blocks too, and takes no memory by its shape. */
async function readSome(array: Pick<BlockedArray, "foreground" | "blocks">): Promise<string> {
  const elements = new Map<number, number>();
  await array.foreground((value, start, length) => {
    for (let at = start; at < start + length; at += 1) elements.set(at, value);
  });
  let left = 200;
  for await (const { values, shape } of array.blocks()) {
    expect(values.length).to.equal(shape.reduce((product, length) => product * length, 1));
    if (--left === 0) break;
  }
  const inOrder = [...elements].sort(([a], [b]) => a - b);
  return inOrder.map(([at, value]) => `${at}: ${value}`).join(", ");
}

/** Where the first B-tree of chunks begins: at its level, behind signature and type. */
function chunkTree(bytes: Uint8Array): number {
  const at = Buffer.from(bytes).indexOf(Buffer.from("TREE\u0001", "latin1"));
  expect(at).to.be.above(0);
  return at;
}

/** What is thrown when a copy of `bytes` that `change` damaged is read without the library. */
async function failure(bytes: Uint8Array, change: (view: DataView, tree: number) => void): Promise<string> {
  const copy = bytes.slice();
  change(new DataView(copy.buffer), chunkTree(copy));
  const error = await caught(async () => {
    const indexed = await openIndexed(memorySource("damaged.h5", copy), path, undefined);
    await readSome(indexedBlocks(indexed!));
  });
  expect(isNeuroloomError(error, "format"), String(error)).to.equal(true);
  return error.message;
}

/** Bytes of a node of the tree before its entries, of a key, and of an entry. */
const [nodeBytes, keyBytes, entryBytes] = [24, 8 + 8 * 4, 8 + 8 * 4 + 8];

describe("damaged HDF5 arrays by blocks", () => {
  it("nodes in a circle, at another level, or of another kind", async () => {
    const bytes = await labelFile(1);
    const inCircle = await failure(bytes, (view, tree) => {
      view.setUint8(tree + 5, 1);
      for (let entry = 0; entry < view.getUint16(tree + 6, true); entry += 1) {
        view.setBigUint64(tree + nodeBytes + entry * entryBytes + keyBytes, BigInt(tree), true);
      }
    });
    expect(inCircle).to.match(/B-tree node at \d+: expected nodes that are met once, found a circle/);
    expect(await failure(bytes, (view, tree) => view.setUint8(tree + 5, 9))).to.match(/TREE/);
    expect(await failure(bytes, (view, tree) => view.setUint8(tree + 4, 0))).to.match(/type 1, found 0/);
    expect(await failure(bytes, (view, tree) => view.setUint16(tree + 6, 0xffff, true))).to.match(/damaged\.h5/);
  });

  it("chunk sizes and places that lie", async () => {
    const bytes = await labelFile(1);
    const plain = await labelFile(undefined);
    const size = (value: number) => (view: DataView, tree: number) => view.setUint32(tree + nodeBytes, value, true);
    expect(await failure(bytes, size(0xffffffff))).to.match(/inside of a file/);
    expect(await failure(bytes, size(3))).to.match(/chunk 0 of volumes\/labels/);
    expect(await failure(bytes, size(0))).to.match(/chunk 0 of volumes\/labels/);
    expect(await failure(plain, size(chunkBytes - 1))).to.match(/expected 96 bytes, found 95/);
    expect(await failure(plain, size(chunkBytes + 1))).to.match(/two in one place|96 bytes/);
    const place = (axis: number, value: bigint) => (view: DataView, tree: number) =>
      view.setBigUint64(tree + nodeBytes + 8 + 8 * axis, value, true);
    expect(await failure(bytes, place(0, 1n))).to.match(/whole chunks inside of 4 × 9 × 16/);
    expect(await failure(bytes, place(1, 9n))).to.match(/whole chunks inside of/);
    expect(await failure(bytes, place(2, 2n ** 60n))).to.match(/2\^53/);
    expect(await failure(bytes, place(0, 2n))).to.match(/in order, each once/);
    const together = await failure(bytes, (view, tree) => {
      const first = view.getBigUint64(tree + nodeBytes + keyBytes, true);
      view.setBigUint64(tree + nodeBytes + entryBytes + keyBytes, first, true);
    });
    expect(together).to.match(/apart from each other, found two in one place/);
  });

  it("chunks that inflate to more or to less than they hold", async () => {
    const bytes = await labelFile(1);
    const layout = (lengths: readonly number[]) => (view: DataView) => {
      // version 3, chunked, four axes
      const at = Buffer.from(view.buffer).indexOf(Buffer.from([3, 2, 4]));
      for (const [axis, length] of lengths.entries()) view.setUint32(at + 11 + 4 * axis, length, true);
    };
    expect(await failure(bytes, layout([2, 3, 2]))).to.match(/expected 48 bytes, found more/);
    expect(await failure(bytes, layout([2, 3, 0]))).to.match(/chunks of an element or more/);
    expect(await failure(bytes, layout([1 << 20, 1 << 10, 1 << 10]))).to.match(/at most \d+ bytes in a file of/);
  });

  it("files that were cut off anywhere", async () => {
    for (const format of ["oldest", "usual"] as const) {
      const bytes = await labelFile(1, format);
      for (let length = 0; length < bytes.length; length += 37) {
        const error = await caught(() => hdf5BlockedArray(memorySource("cut.h5", bytes.slice(0, length)), path));
        expect(isNeuroloomError(error, "format"), `${length}: ${error}`).to.equal(true);
      }
    }
  });

  it("2250 damaged files give data or a named error, by the own reader", async function () {
    this.timeout(120_000);
    let read = 0;
    for (const [seed, bytes, datasets] of [
      [1, await labelFile(1), [path]],
      [2, await labelFile(undefined), [path]],
      [3, h5pyFiles.oldest, ["every", "sparse", "lzf"]],
      [4, await labelFile(1, "usual"), [path]],
      [5, newListFiles.version4, ["every", "paged", "single"]],
    ] as const) {
      const focus = regionsAround(bytes, ["TREE", "SNOD", "HEAP", "OHDR", "OCHK", "FAHD", "FADB"], 512);
      const refused = await survive(
        damagedCopies(bytes, { seed, count: 450, focus }),
        async (copy) => {
          for (const dataset of datasets) {
            const indexed = await openIndexed(memorySource("damaged.h5", copy), dataset, undefined);
            if (indexed) await readSome(indexedBlocks(indexed));
          }
          read += 1;
        },
        { named: "damaged.h5" },
      );
      expect(refused, `file ${seed}`).to.be.above(100);
    }
    expect(read).to.be.above(300);
  });

  it("where both read a damaged file, the own reader and the library agree", async function () {
    this.timeout(120_000);
    const bytes = await labelFile(1);
    let agreed = 0;
    const tree = chunkTree(bytes);
    const focus = [
      [0, 2048],
      [tree, tree + nodeBytes + 24 * entryBytes],
    ] as const;
    await survive(damagedCopies(bytes, { seed: 5, count: 150, focus }), async (copy, what) => {
      const source = memorySource("damaged.h5", copy);
      const indexed = await openIndexed(source, path, undefined);
      if (!indexed) return;
      const own = await readSome(indexedBlocks(indexed));
      expect(own, what).to.equal(await readSome(await libraryBlocks(source, path, undefined)));
      agreed += 1;
    });
    expect(agreed).to.be.above(15);
  });
});
