import { createHash } from "node:crypto";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { expect } from "chai";
import { type FileSet, openRequired } from "../../src/bytes/file-set.js";
import { httpSource } from "../../src/bytes/http-source.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openZip, type ZipOptions } from "../../src/bytes/zip.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { makeZip } from "../support/make-zip.js";
import { startRangeServer } from "../support/range-server.js";
import { realData } from "../support/real-data.js";

/** Bytes that deflate cannot shorten, so that the counts of the tests mean something. */
function noise(length: number, seed: string): Uint8Array {
  const blocks: Buffer[] = [];
  for (let filled = 0; filled < length; filled += 32) {
    blocks.push(createHash("sha256").update(`${seed}${filled}`).digest());
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

const big = noise(700_000, "big");
const small = noise(50_000, "small");
/** The directory of an archive is looked for in as many bytes: the longest comment and the end record. */
const tailBytes = 65_535 + 22;
const names = ["first.bin", "wanted.bin", "deflated.bin", "last.bin"];
const archive = makeZip([
  { name: "first.bin", bytes: big },
  { name: "wanted.bin", bytes: small },
  { name: "deflated.bin", bytes: small, deflated: true },
  { name: "last.bin", bytes: big },
]);
const open = (bytes: Uint8Array, options?: ZipOptions) => openZip(memorySource("data/archive.zip", bytes), options);
const readAll = async (files: FileSet, path: string) => {
  const source = await openRequired(files, path);
  return source.read(0, source.size);
};
async function listed(files: FileSet): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of files.list()) paths.push(path);
  return paths;
}
/** Where the bytes of a member begin in an archive of makeZip. */
const dataOffset = (bytes: Uint8Array, name: string) => Buffer.from(bytes).indexOf(name) + name.length;
const withByte = (bytes: Uint8Array, index: number, value: number) => {
  const copy = bytes.slice();
  copy[index] = value;
  return copy;
};

describe("openZip", () => {
  it("reads of a remote archive the directory and the member that is wanted, nothing else", async () => {
    const server = await startRangeServer({ "archive.zip": archive });
    const blockBytes = 4096;
    const opened = async () => openZip(await httpSource(`${server.url}/archive.zip`, { fetch, blockBytes }));
    try {
      for (const path of ["wanted.bin", "deflated.bin"]) {
        server.requests.length = 0;
        expect(await readAll(await opened(), path)).to.deep.equal(small);
        const bytes = server.requests.reduce((total, request) => total + request.bodyBytes, 0);
        expect(bytes, path).to.be.below(small.length + tailBytes + 4 * blockBytes);
        expect(server.requests.length, path).to.be.at.most(6);
      }
      server.requests.length = 0;
      const source = await openRequired(await opened(), "first.bin");
      expect(await source.read(600_000, 600_010)).to.deep.equal(big.slice(600_000, 600_010));
      expect(server.requests.reduce((total, request) => total + request.bodyBytes, 0)).to.be.below(
        tailBytes + 5 * blockBytes,
      );
    } finally {
      await server.close();
    }
  });

  it("inflates a deflated member once, and nothing before it is read", async () => {
    const counted = countingSource(memorySource("archive.zip", archive));
    const files = await openZip(counted);
    const member = await openRequired(files, "deflated.bin");
    const before = counted.bytesRead();
    expect(before).to.be.below(tailBytes + 1000);
    await Promise.all([member.read(0, 10), member.read(100, 200), member.read(0, member.size)]);
    const after = counted.bytesRead();
    expect(after - before).to.be.within(small.length, small.length + 1000);
    await (await openRequired(files, "deflated.bin")).read(0, member.size);
    expect(counted.bytesRead()).to.equal(after);
  });

  it("reads what another program wrote: zip64, data descriptors, folders, an empty archive", async () => {
    for (const options of [
      { zip64: true },
      { dataDescriptor: true, bufferedWrite: false },
      { level: 0 },
      { level: 9 },
    ]) {
      const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
      await writer.add("folder/", undefined, { directory: true });
      await writer.add("folder/a.bin", new Uint8ArrayReader(small));
      const files = await open(await writer.close());
      expect(await listed(files), JSON.stringify(options)).to.deep.equal(["folder/a.bin"]);
      expect(await readAll(files, "folder/a.bin"), JSON.stringify(options)).to.deep.equal(small);
    }
    expect(await listed(await open(makeZip([])))).to.deep.equal([]);
  });

  it("says clearly that a member is encrypted", async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, password: "secret" });
    await writer.add("a.bin", new Uint8ArrayReader(small));
    const files = await open(await writer.close());
    const error = await caught(files.open("a.bin"));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include("data/archive.zip").and.include("a.bin").and.include("encrypted");
  });

  it("refuses names that are unsafe or stand twice", async () => {
    const bad = ["../a", "a/../b", "/a", "a\\b", "C:/a", "./a", "a//b", "..\\a", "a\0b", ""];
    for (const name of bad) {
      const error = await caught(
        open(
          makeZip([
            { name: "good", bytes: small },
            { name, bytes: small },
          ]),
        ),
      );
      expect(error.tag, name).to.equal("format");
    }
    const twice = await caught(
      open(
        makeZip([
          { name: "a", bytes: small },
          { name: "a", bytes: big },
        ]),
      ),
    );
    expect(twice.tag).to.equal("format");
  });

  it("refuses a folder with bytes, and a file that is marked as a folder, since its bytes would be lost", async () => {
    expect((await caught(open(makeZip([{ name: "a/", bytes: small }])))).message).to.include('"a/"');
    const marked = makeZip([{ name: "a", bytes: small }]);
    const entry = Buffer.from(marked).indexOf("PK\x01\x02", 0, "latin1");
    marked[entry + 41] = 0x41;
    expect((await caught(open(marked))).message).to.include('"a"');
  });

  it("refuses what is no archive, is cut off, or has something in front or behind", async () => {
    const cases = { empty: 0, short: 10, "cut in the directory": archive.length - 30, "cut in a member": 900_000 };
    for (const [name, length] of Object.entries(cases)) {
      const error = await caught(open(archive.slice(0, length)));
      expect(error.tag, name).to.equal("format");
      expect(error.message, name).to.include("data/archive.zip");
    }
    expect((await caught(open(big))).tag).to.equal("format");
    const behind = new Uint8Array([...archive.slice(-2000), ...new Uint8Array(7)]);
    expect((await caught(open(behind))).tag).to.equal("format");
  });

  it("finds damage in a member by its CRC-32 when it is read whole, in pieces too", async () => {
    for (const name of names) {
      const at = dataOffset(archive, name) + 20_000;
      const files = await open(withByte(archive, at, archive[at]! ^ 1));
      const error = await caught(readAll(files, name));
      expect(["integrity", "format"], name).to.include(error.tag);
      const again = await caught(readAll(files, name));
      expect(["integrity", "format"], name).to.include(again.tag);
      const source = await openRequired(await open(withByte(archive, at, archive[at]! ^ 1)), name);
      const pieces = await caught(async () => {
        for (let start = 0; start < source.size; start += 3333)
          await source.read(Math.max(0, start - 10), start + 3333);
      });
      expect(["integrity", "format"], name).to.include(pieces.tag);
    }
  });

  it("takes pieces that overlap, skip and repeat without a false alarm", async () => {
    const source = await openRequired(await open(archive), "wanted.bin");
    for (const [start, end] of [
      [40_000, 41_000],
      [0, 100],
      [50, 30_000],
      [10, 20],
      [29_000, 50_000],
      [0, 50_000],
    ] as const) {
      expect(await source.read(start, end)).to.deep.equal(small.slice(start, end));
    }
  });

  it("says which member a wrong CRC-32 belongs to", async () => {
    const at = dataOffset(archive, "wanted.bin") + 5;
    const error = await caught(readAll(await open(withByte(archive, at, archive[at]! ^ 1)), "wanted.bin"));
    expect(error.tag).to.equal("integrity");
    expect(error.message).to.include("data/archive.zip/wanted.bin").and.include("CRC-32");
  });

  it("bounds what a member may become", async () => {
    const zeros = makeZip([{ name: "zeros", bytes: new Uint8Array(3_000_000), deflated: true }]);
    expect(zeros.length).to.be.below(5000);
    const error = await caught(readAll(await open(zeros, { maxInflatedBytes: 2_999_999 }), "zeros"));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include("3000000").and.include("2999999");
    expect(await readAll(await open(zeros, { maxInflatedBytes: 3_000_000 }), "zeros")).to.have.length(3_000_000);
    for (const declaredSize of [10, 2_000_000, 4_000_000_000]) {
      const lying = makeZip([{ name: "zeros", bytes: new Uint8Array(3_000_000), deflated: true, declaredSize }]);
      expect(["format", "integrity"]).to.include((await caught(readAll(await open(lying), "zeros"))).tag);
    }
  });

  it("passes errors of the source below on as they are", async () => {
    let broken = false;
    const inner = memorySource("archive.zip", archive);
    const failure = new Error("disk on fire");
    const files = await openZip({
      ...inner,
      read: (start, end) => (broken ? Promise.reject(failure) : inner.read(start, end)),
    });
    broken = true;
    expect(await caught(files.open("wanted.bin"))).to.equal(failure);
    broken = false;
    const member = await openRequired(files, "deflated.bin");
    broken = true;
    expect(await caught(member.read(0, 10))).to.equal(failure);
    broken = false;
    expect(await member.read(0, small.length)).to.deep.equal(small);
  });

  it("reads real archives of several programs", async function () {
    const real = [
      ["celegans/kato2015/raw_full_data_worm_1.npz", 1, "arr_0.npy"],
      ["celegans/kato2015/known_neurons.npz", 2, "arr_0.npy"],
      ["fisbe/zarr_fixtures/v2/data.zipped_from_parent.zarr.zip", null, null],
      ["fisbe/zarr_fixtures/v3/data.uncompressed.zarr.zip", null, null],
      ["fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip", null, null],
    ] as const;
    for (const [path, count, first] of real) {
      const files = await openZip(await fileSource(realData(this, path)));
      const paths = await listed(files);
      expect(paths, path).to.have.length(count ?? paths.length);
      if (first !== null) expect(paths[0]).to.equal(first);
      expect(paths.length).to.be.above(0);
      for (const member of paths) await readAll(files, member);
    }
  });
});
